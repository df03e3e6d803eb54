package dev.plimsoll.serve.capacity;

import dev.plimsoll.capacity.CapacityFleet;
import dev.plimsoll.core.capacity.report.CapacityReport;
import dev.plimsoll.fleet.ObjectSource;
import dev.plimsoll.shell.CommandFailure;
import java.time.InstantSource;

/**
 * Reads the whole fleet and publishes what it carries. Only records are held, and only while it is
 * added up.
 */
final class FleetGauge implements Runnable {

    private static final System.Logger LOG = System.getLogger(FleetGauge.class.getName());

    private final ObjectSource source;
    private final CapacityMetrics metrics;
    private final InstantSource clock;

    FleetGauge(ObjectSource source, CapacityMetrics metrics, InstantSource clock) {
        this.source = source;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void run() {
        try {
            CapacityFleet fleet = CapacityFleet.read(source);
            metrics.read(CapacityReport.of(fleet.nodes(), fleet.pods()), clock.instant());
        } catch (CommandFailure e) {
            metrics.failed();
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The fleet could not be read: {0}",
                    e.getMessage());
        }
    }
}
