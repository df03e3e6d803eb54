package dev.plimsoll.serve.capacity;

import dev.plimsoll.capacity.PriceBook;
import dev.plimsoll.core.port.ConsolidationMeters;
import dev.plimsoll.serve.job.JobWork;
import dev.plimsoll.serve.job.OperatorJob;
import dev.plimsoll.serve.job.Surroundings;
import dev.plimsoll.serve.job.Watches;
import java.util.List;
import java.util.Optional;

/** Publishes what the fleet carries, and follows the ConsolidationPolicies. */
public final class CapacityOperatorJob implements OperatorJob {

    static final String NAME = "capacity";

    private final Tools tools;

    /** What stays from term to term. */
    record Tools(
            Surroundings around,
            PriceBook prices,
            CapacityMetrics metrics,
            ConsolidationMeters consolidation) {}

    public CapacityOperatorJob(Surroundings around) {
        PriceBook prices = PriceBook.open(Optional.empty());
        tools =
                new Tools(
                        around,
                        prices,
                        new CapacityMetrics(around.registry(), prices, around.clock()),
                        new ConsolidationMetrics(around.registry()));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> resources() {
        return List.of("consolidationpolicies", "nodedrains");
    }

    @Override
    public JobWork begin(Watches watches, boolean leading) {
        return new CapacityWork(tools, watches, leading);
    }
}
