package dev.plimsoll.core.drain.signal;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What is seen of one node with regard to one trigger. */
public sealed interface Sight {

    /** How old a figure may be when it is judged; sources hold theirs to two of their scrapes. */
    Duration OLDEST = Duration.ofMinutes(5);

    /** A share of a filesystem in use, 0 to 100. */
    record Level(double percent, String filesystem) implements Sight {}

    /**
     * A fact, which holds or does not.
     *
     * @param since when it began to, where the source knows
     */
    record Fact(boolean holds, Optional<Instant> since) implements Sight {}

    /**
     * Nothing that can be relied on.
     *
     * @param why one clause
     */
    record Unknown(String why) implements Sight {}

    /** What the sources said in one turn. */
    record Evidence(
            DiskOutcome disks, Map<String, QueryAnswer> queries, NodeLocator locator, Instant now) {

        public Evidence {
            queries = Map.copyOf(queries);
        }
    }

    /** Looks at a node. */
    static Sight of(Trigger trigger, WatchedNode node, Evidence evidence) {
        return switch (trigger) {
            case Trigger.Full full -> level(full, node.name(), evidence);
            case Trigger.Stated stated -> stated(stated, node);
            case Trigger.Asked asked -> asked(asked, node.name(), evidence);
        };
    }

    private static Sight level(Trigger.Full full, String node, Evidence evidence) {
        switch (evidence.disks()) {
            case DiskOutcome.Failed(String why) -> {
                return new Unknown(why);
            }
            case DiskOutcome.Read read -> {
                NodeDisks disks = read.nodes().get(node);
                if (disks == null) {
                    return new Unknown(read.unknown().getOrDefault(node, "nothing was said of it"));
                }
                if (disks.at().plus(OLDEST).isBefore(evidence.now())) {
                    return new Unknown(
                            "what is known of it is %d s old"
                                    .formatted(
                                            Duration.between(disks.at(), evidence.now())
                                                    .toSeconds()));
                }
                Optional<NodeDisks.Use> use = disks.fullest(full.metric());
                boolean unnumbered =
                        full.metric() == DiskMetric.INODES
                                && disks.fullest(DiskMetric.BYTES).isPresent();
                if (use.isEmpty() && unnumbered) {
                    // Filesystems such as btrfs make inodes as they need them, and never run out.
                    return new Fact(false, Optional.empty());
                }
                return use.<Sight>map(it -> new Level(it.percent(), it.filesystem()))
                        .orElseGet(() ->
                                new Unknown("no filesystem of it has figures on " + full.title()));
            }
        }
    }

    private static Sight stated(Trigger.Stated stated, WatchedNode node) {
        return node.conditions().stream()
                .filter(condition -> condition.type().equals(stated.type()))
                .filter(condition -> condition.status().equals(stated.status()))
                .findFirst()
                .map(condition -> new Fact(true, Optional.of(condition.since())))
                .orElseGet(() -> new Fact(false, Optional.empty()));
    }

    private static Sight asked(Trigger.Asked asked, String node, Evidence evidence) {
        return switch (evidence.queries().get(asked.promql())) {
            case null -> new Unknown("the query was not asked");
            case QueryAnswer.Failed(String why) -> new Unknown(why);
            case QueryAnswer.Samples(var samples) ->
                    new Fact(
                            samples.stream()
                                    .filter(sample -> !Double.isNaN(sample.value()))
                                    .anyMatch(sample ->
                                            evidence.locator().find(sample.labels())
                                                            instanceof
                                                            NodeLocator.Found.Node(String found)
                                                    && found.equals(node)),
                            Optional.empty());
        };
    }
}
