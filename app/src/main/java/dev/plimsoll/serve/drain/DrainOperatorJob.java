package dev.plimsoll.serve.drain;

import dev.plimsoll.aws.instances.AwsInstanceEnds;
import dev.plimsoll.aws.instances.RegionalClients;
import dev.plimsoll.core.port.InstanceEnds;
import dev.plimsoll.serve.job.JobWork;
import dev.plimsoll.serve.job.OperatorJob;
import dev.plimsoll.serve.job.Surroundings;
import dev.plimsoll.serve.job.Watches;
import java.util.List;

/** Drives NodeDrains to their ends. */
public final class DrainOperatorJob implements OperatorJob {

    static final String NAME = "drain";

    private final Surroundings around;
    private final DrainMetrics meters;

    /** Asks nobody for credentials before an instance is to end. */
    private final InstanceEnds instances;

    public DrainOperatorJob(Surroundings around) {
        this.around = around;
        meters = new DrainMetrics(around.registry());
        instances = new AwsInstanceEnds(RegionalClients::new, around.gate()::open);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> resources() {
        return List.of("nodedrains");
    }

    @Override
    public JobWork begin(Watches watches, boolean leading) {
        return new DrainWork(around, meters, instances, watches, leading);
    }
}
