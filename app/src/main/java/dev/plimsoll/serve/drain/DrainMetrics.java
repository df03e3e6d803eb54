package dev.plimsoll.serve.drain;

import dev.plimsoll.core.drain.DrainPlan;
import dev.plimsoll.core.drain.DrainPod;
import dev.plimsoll.core.nodedrain.Phase;
import dev.plimsoll.core.port.NodeDrainView;
import dev.plimsoll.operator.drain.DrainListener;
import dev.plimsoll.operator.drain.DrainResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Counts what drains do, and how many there are in each phase. */
final class DrainMetrics implements DrainListener {

    private final AtomicReference<@Nullable NodeDrainView> shown = new AtomicReference<>();
    private final Counter evictions;
    private final Counter deletions;
    private final Timer pods;

    DrainMetrics(MeterRegistry registry) {
        evictions = registry.counter("plimsoll.drain.evictions");
        deletions = registry.counter("plimsoll.drain.deletions");
        pods = registry.timer("plimsoll.drain.pod.end");
        for (Phase phase : Phase.values()) {
            Gauge.builder("plimsoll.nodedrains", () -> count(phase))
                    .tag("phase", phase.toString())
                    .register(registry);
        }
    }

    /** Counts these from now on. */
    void show(NodeDrainView drains) {
        shown.set(drains);
    }

    private long count(Phase phase) {
        NodeDrainView drains = shown.get();
        return drains == null
                ? 0
                : drains.drains().stream().filter(drain -> drain.status().phase() == phase).count();
    }

    @Override
    public void planned(DrainPlan plan) {}

    @Override
    public void cordoned(String node) {}

    @Override
    public void evicting(String node, DrainPod pod) {
        evictions.increment();
    }

    @Override
    public void deleting(String node, DrainPod pod) {
        deletions.increment();
    }

    @Override
    public void gone(String node, DrainPod pod, Duration took) {
        pods.record(took);
    }

    @Override
    public void waiting(String node, String why) {}

    @Override
    public void ended(String node, DrainResult result) {}
}
