package dev.plimsoll.drain;

import dev.plimsoll.core.drain.DrainPlan;
import dev.plimsoll.core.drain.DrainPod;
import dev.plimsoll.operator.drain.DrainResult;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Shows drains on a terminal: what has happened goes up the screen line by line, as {@link
 * DrainLines} tells it, and below it stands each node under way, with its pods as they go.
 */
public final class DrainScreen implements DrainView {

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int BAR = 20;

    private final PrintStream out;
    private final Clock clock;
    private final int columns;
    private final DrainLines lines;
    private final Map<String, Progress> nodes = new LinkedHashMap<>();
    private final Thread ticker;
    private int drawn;

    /** How far one node is. */
    private static final class Progress {
        private int total;
        private int gone;
        private final Map<String, Instant> going = new LinkedHashMap<>();
        private String waiting = "";
    }

    /**
     * @param columns how wide the terminal is
     */
    public DrainScreen(PrintStream out, Clock clock, int columns) {
        this.out = out;
        this.clock = clock;
        this.columns = columns;
        lines = new DrainLines(out, clock);
        ticker = Thread.ofVirtual().start(this::tick);
    }

    @Override
    public synchronized void planned(DrainPlan plan) {
        Progress progress = new Progress();
        progress.total = plan.leaving().size();
        nodes.put(plan.node(), progress);
        told(() -> lines.planned(plan));
    }

    @Override
    public synchronized void cordoned(String node) {
        told(() -> lines.cordoned(node));
    }

    @Override
    public synchronized void evicting(String node, DrainPod pod) {
        going(node, pod);
        told(() -> lines.evicting(node, pod));
    }

    @Override
    public synchronized void deleting(String node, DrainPod pod) {
        going(node, pod);
        told(() -> lines.deleting(node, pod));
    }

    private void going(String node, DrainPod pod) {
        Progress progress = nodes.get(node);
        if (progress != null) {
            progress.going.put(pod.key(), clock.instant());
            progress.waiting = "";
        }
    }

    @Override
    public synchronized void gone(String node, DrainPod pod, Duration took) {
        Progress progress = nodes.get(node);
        if (progress != null) {
            progress.going.remove(pod.key());
            progress.gone++;
        }
        told(() -> lines.gone(node, pod, took));
    }

    /** What is waited for stands below for as long as it is, and needs no line. */
    @Override
    public synchronized void waiting(String node, String why) {
        Progress progress = nodes.get(node);
        if (progress == null) {
            told(() -> lines.waiting(node, why));
            return;
        }
        progress.waiting = why;
        told(() -> {});
    }

    @Override
    public synchronized void ended(String node, DrainResult result) {
        nodes.remove(node);
        told(() -> lines.ended(node, result));
    }

    /** Leaves what has happened on the screen, and nothing below. */
    @Override
    public synchronized void close() {
        ticker.interrupt();
        nodes.clear();
        told(() -> {});
    }

    private void tick() {
        try {
            while (true) {
                Thread.sleep(TICK);
                synchronized (this) {
                    told(() -> {});
                }
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private void told(Runnable lines) {
        if (drawn > 0) {
            out.printf("\u001b[%dA\u001b[J", drawn);
        }
        lines.run();
        nodes.forEach((node, progress) -> out.println(cut(line(node, progress))));
        drawn = nodes.size();
        out.flush();
    }

    private String line(String node, Progress progress) {
        int full = progress.total == 0 ? BAR : BAR * progress.gone / progress.total;
        int filled = Math.min(BAR, full);
        return "%s  [%s%s] %d/%d  %s"
                .formatted(
                        node,
                        "#".repeat(filled),
                        ".".repeat(BAR - filled),
                        progress.gone,
                        Math.max(progress.gone, progress.total),
                        now(progress));
    }

    private String now(Progress progress) {
        if (progress.going.isEmpty()) {
            return progress.waiting;
        }
        Map.Entry<String, Instant> oldest = progress.going.entrySet().iterator().next();
        String more =
                progress.going.size() > 1
                        ? " and %d more".formatted(progress.going.size() - 1)
                        : "";
        return "%s is ending for %d s%s"
                .formatted(
                        oldest.getKey(),
                        Duration.between(oldest.getValue(), clock.instant()).toSeconds(),
                        more);
    }

    /** A line that the terminal wraps would be two. */
    private String cut(String line) {
        return line.length() < columns ? line : line.substring(0, columns - 1);
    }
}
