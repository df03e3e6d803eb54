package dev.plimsoll.serve.secrets;

import dev.plimsoll.serve.job.JobWork;
import dev.plimsoll.serve.job.OperatorJob;
import dev.plimsoll.serve.job.Surroundings;
import dev.plimsoll.serve.job.Watches;
import java.util.List;

/** Has who uses a changed key read again, as SecretRefreshes say. */
public final class SecretOperatorJob implements OperatorJob {

    static final String NAME = "secrets";

    private final Surroundings around;
    private final SecretMetrics metrics;

    public SecretOperatorJob(Surroundings around) {
        this.around = around;
        metrics = new SecretMetrics(around.registry());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> resources() {
        return List.of(
                "secretrefreshes",
                "externalsecrets",
                "clusterexternalsecrets",
                "secretstores",
                "clustersecretstores",
                "pushsecrets");
    }

    @Override
    public JobWork begin(Watches watches, boolean leading) {
        return new SecretWork(around, metrics, watches, leading);
    }
}
