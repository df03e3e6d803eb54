package dev.plimsoll.operator.nodedrain;

import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.port.DrainAlarm;
import dev.plimsoll.core.port.DrainWorld;
import java.util.function.Function;

/**
 * What drains perceive.
 *
 * @param worlds what a drain sees and does
 * @param alarms what wakes it
 */
public record DrainSenses(
        Function<NodeDrain, DrainWorld> worlds, Function<NodeDrain, DrainAlarm> alarms) {}
