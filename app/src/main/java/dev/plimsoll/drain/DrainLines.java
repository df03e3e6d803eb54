package dev.plimsoll.drain;

import dev.plimsoll.core.drain.DrainPlan;
import dev.plimsoll.core.drain.DrainPod;
import dev.plimsoll.core.drain.Tier;
import dev.plimsoll.operator.drain.DrainResult;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Tells a person what drains do, a line for each thing; several nodes at once. */
public final class DrainLines implements DrainView {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final PrintStream out;
    private final Clock clock;
    private final Map<String, Integer> total = new HashMap<>();
    private final Map<String, Integer> done = new HashMap<>();

    public DrainLines(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public synchronized void planned(DrainPlan plan) {
        total.put(plan.node(), plan.leaving().size());
        say(
                plan.node(),
                "%d pods leave, %d stay"
                        .formatted(
                                plan.leaving().size(),
                                plan.steps().size() - plan.leaving().size()));
    }

    @Override
    public synchronized void cordoned(String node) {
        say(node, "cordoned");
    }

    @Override
    public synchronized void evicting(String node, DrainPod pod) {
        say(node, "evicting %s (%s)".formatted(pod.key(), Tier.of(pod)));
    }

    @Override
    public synchronized void deleting(String node, DrainPod pod) {
        say(
                node,
                "deleting %s (%s), which could not be evicted".formatted(pod.key(), Tier.of(pod)));
    }

    @Override
    public synchronized void gone(String node, DrainPod pod, Duration took) {
        int count = done.merge(node, 1, Integer::sum);
        say(
                node,
                String.format(
                        Locale.ROOT,
                        "gone     %s after %.1f s  [%d/%d]",
                        pod.key(),
                        took.toMillis() / 1000.0,
                        count,
                        Math.max(count, total.getOrDefault(node, 0))));
    }

    @Override
    public synchronized void waiting(String node, String why) {
        say(node, "waiting: " + why);
    }

    @Override
    public synchronized void ended(String node, DrainResult result) {
        say(node, sentence(result));
    }

    @Override
    public void close() {}

    /** How a drain ended, as a clause about the node. */
    public static String sentence(DrainResult result) {
        return switch (result) {
            case DrainResult.Drained(int evicted, Duration took) ->
                    String.format(
                            Locale.ROOT,
                            "drained in %.1f s, %d pods evicted; it stays cordoned",
                            took.toMillis() / 1000.0,
                            evicted);
            case DrainResult.NoNode() -> "there is no such node";
            case DrainResult.NodeGone(int evicted, Duration took) ->
                    String.format(
                            Locale.ROOT,
                            "gone after %.1f s, %d pods evicted: somebody else has removed it",
                            took.toMillis() / 1000.0,
                            evicted);
            case DrainResult.GivenUp(String why, boolean opened) ->
                    "given up: %s%s".formatted(why, opened ? " It is open to pods again." : "");
        };
    }

    private void say(String node, String what) {
        out.printf(
                "%s  %s  %s%n",
                LocalTime.ofInstant(clock.instant(), ZoneId.systemDefault()).format(TIME),
                node,
                what);
        out.flush();
    }
}
