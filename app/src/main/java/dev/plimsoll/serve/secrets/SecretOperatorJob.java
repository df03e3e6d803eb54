package dev.plimsoll.serve.secrets;

import dev.plimsoll.operator.secrets.RefreshTally;
import dev.plimsoll.serve.job.JobWork;
import dev.plimsoll.serve.job.OperatorJob;
import dev.plimsoll.serve.job.Surroundings;
import dev.plimsoll.serve.job.Watches;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Has who uses a changed key read again, as SecretRefreshes say. */
public final class SecretOperatorJob implements OperatorJob {

    static final String NAME = "secrets";

    private final Surroundings around;
    private final SecretMetrics metrics;
    private final Map<String, RefreshTally> tallies = new ConcurrentHashMap<>();

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
        return new SecretWork(around, metrics, tallies, watches, leading);
    }
}
