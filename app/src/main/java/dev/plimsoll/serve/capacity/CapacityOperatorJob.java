package dev.plimsoll.serve.capacity;

import dev.plimsoll.capacity.PriceBook;
import dev.plimsoll.serve.job.JobWork;
import dev.plimsoll.serve.job.OperatorJob;
import dev.plimsoll.serve.job.Surroundings;
import dev.plimsoll.serve.job.Watches;
import java.util.List;
import java.util.Optional;

/** Publishes what the fleet carries. */
public final class CapacityOperatorJob implements OperatorJob {

    static final String NAME = "capacity";

    private final Surroundings around;
    private final CapacityMetrics metrics;

    public CapacityOperatorJob(Surroundings around) {
        this.around = around;
        metrics =
                new CapacityMetrics(
                        around.registry(), PriceBook.open(Optional.empty()), around.clock());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> resources() {
        return List.of();
    }

    @Override
    public JobWork begin(Watches watches, boolean leading) {
        return new CapacityWork(around, metrics, leading);
    }
}
