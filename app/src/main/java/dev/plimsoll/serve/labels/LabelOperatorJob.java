package dev.plimsoll.serve.labels;

import dev.plimsoll.core.port.LabelMeters;
import dev.plimsoll.serve.job.JobWork;
import dev.plimsoll.serve.job.OperatorJob;
import dev.plimsoll.serve.job.Surroundings;
import dev.plimsoll.serve.job.Watches;
import java.util.List;

/** Keeps labels on nodes as their policies say. */
public final class LabelOperatorJob implements OperatorJob {

    static final String NAME = "labels";

    private final Surroundings around;
    private final LabelMeters meters;

    public LabelOperatorJob(Surroundings around) {
        this.around = around;
        meters = new LabelMetrics(around.registry());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> resources() {
        return List.of("nodes", "nodelabelpolicies");
    }

    @Override
    public JobWork begin(Watches watches, boolean leading) {
        return new LabelWork(around, meters, watches, leading);
    }
}
