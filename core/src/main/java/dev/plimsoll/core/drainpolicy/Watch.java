package dev.plimsoll.core.drainpolicy;

import dev.plimsoll.core.drain.signal.Sight;
import dev.plimsoll.core.drain.signal.Standing;
import dev.plimsoll.core.drain.signal.Trigger;
import dev.plimsoll.core.drain.signal.WatchedNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers for a policy since when which node is over which line. It is kept in memory alone:
 * after a restart every window begins anew, so that nothing is drained by what nobody has seen to
 * hold.
 */
public final class Watch {

    /** The worse state, then the longer time. */
    private static final Comparator<Standing> WORSE =
            Comparator.comparing(Standing::state)
                    .thenComparing(Standing::since, Comparator.reverseOrder());

    private final Map<Key, Standing> standings = new HashMap<>();

    private record Key(String node, Trigger trigger) {}

    /**
     * What is known of one node after a look.
     *
     * @param worst its worst standing, of those that were confirmed now where there are any; empty
     *     where it is well, or nothing is known
     * @param confirmed whether the worst was seen to be so now
     * @param unknown why something is not known of it, in one clause; empty where all is
     */
    public record Known(
            WatchedNode node,
            Optional<Standing> worst,
            boolean confirmed,
            Optional<String> unknown) {}

    /** Takes in what is seen now of these nodes; all others are forgotten. */
    public List<Known> look(
            List<Trigger> triggers, Collection<WatchedNode> nodes, Sight.Evidence evidence) {
        Map<Key, Standing> before = Map.copyOf(standings);
        standings.clear();
        return nodes.stream()
                .sorted(Comparator.comparing(WatchedNode::name))
                .map(node -> look(triggers, node, evidence, before))
                .toList();
    }

    private Known look(
            List<Trigger> triggers,
            WatchedNode node,
            Sight.Evidence evidence,
            Map<Key, Standing> before) {
        Instant now = evidence.now();
        List<Standing> confirmed = new ArrayList<>();
        List<Standing> remembered = new ArrayList<>();
        Optional<String> unknown = Optional.empty();
        for (Trigger trigger : triggers) {
            Key key = new Key(node.name(), trigger);
            Sight sight = Sight.of(trigger, node, evidence);
            Optional<Standing> after =
                    Standing.next(Optional.ofNullable(before.get(key)), trigger, node, sight, now);
            after.ifPresent(standing -> standings.put(key, standing));
            if (sight instanceof Sight.Unknown(String why)) {
                unknown = unknown.or(() -> Optional.of(why));
                after.ifPresent(remembered::add);
            } else {
                after.ifPresent(confirmed::add);
            }
        }
        List<Standing> all = confirmed.isEmpty() ? remembered : confirmed;
        return new Known(node, all.stream().max(WORSE), !confirmed.isEmpty(), unknown);
    }
}
