package dev.plimsoll.kubernetes.kubelet;

import dev.plimsoll.core.drain.signal.DiskOutcome;
import dev.plimsoll.core.drain.signal.NodeDisks;
import dev.plimsoll.core.drain.signal.NodeSummary;
import dev.plimsoll.core.drain.signal.WatchedNode;
import dev.plimsoll.core.port.DiskSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Asks the kubelets of many nodes, several at a time. A silent one delays no other for long. */
public final class KubeletDisks implements DiskSource {

    /**
     * Two of the longest time between two measurements: a kubelet measures its filesystems every
     * ten to fifteen seconds, or as seldom as its {@code --housekeeping-interval} says. What its
     * pods use it measures once a minute, but nothing is decided by that.
     */
    private static final Duration STALE = Duration.ofMinutes(1);

    private static final int AT_ONCE = 32;

    private final SummarySource kubelets;
    private final Clock clock;

    public KubeletDisks(SummarySource kubelets, Clock clock) {
        this.kubelets = kubelets;
        this.clock = clock;
    }

    /**
     * What the kubelets said.
     *
     * @param silent why one said nothing, by its node's name, in one clause
     */
    public record Answers(Map<String, NodeSummary> summaries, Map<String, String> silent) {}

    /** Asks for everything. */
    public Answers ask(Collection<WatchedNode> nodes) {
        Map<String, NodeSummary> said = new ConcurrentHashMap<>();
        Map<String, String> silent = new ConcurrentHashMap<>();
        Semaphore turns = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (WatchedNode node : nodes) {
                Future<?> _ =
                        threads.submit(() -> {
                            turns.acquireUninterruptibly();
                            try {
                                ask(node, said, silent);
                            } finally {
                                turns.release();
                            }
                        });
            }
        }
        return new Answers(new TreeMap<>(said), new TreeMap<>(silent));
    }

    private void ask(WatchedNode node, Map<String, NodeSummary> said, Map<String, String> silent) {
        switch (kubelets.ask(node)) {
            case SummarySource.Answer.Silent(String why) -> silent.put(node.name(), why);
            case SummarySource.Answer.Said(NodeSummary summary) -> {
                Instant at = summary.disks().at();
                if (at.plus(STALE).isBefore(clock.instant())) {
                    silent.put(
                            node.name(),
                            "what its kubelet measured is of %s"
                                    .formatted(at.equals(Instant.EPOCH) ? "no time" : at));
                } else {
                    said.put(node.name(), summary);
                }
            }
        }
    }

    @Override
    public DiskOutcome read(Collection<WatchedNode> nodes) {
        Answers answers = ask(nodes);
        Map<String, NodeDisks> disks = new HashMap<>();
        answers.summaries().forEach((node, summary) -> disks.put(node, summary.disks()));
        return new DiskOutcome.Read(disks, answers.silent(), List.of());
    }
}
