package dev.plimsoll.serve.drainpolicy;

import dev.plimsoll.core.port.NoticeBoard;
import dev.plimsoll.integrations.notices.Notices;
import dev.plimsoll.serve.job.JobWork;
import dev.plimsoll.serve.job.OperatorJob;
import dev.plimsoll.serve.job.Surroundings;
import dev.plimsoll.serve.job.Watches;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Follows drain policies: it orders drains, and evicts nobody. */
public final class DrainPolicyOperatorJob implements OperatorJob {

    static final String NAME = "drainpolicy";

    private final Surroundings around;
    private final DrainPolicyMetrics meters;
    private final Map<String, String> environment;
    private final NoticeBoard board;

    public DrainPolicyOperatorJob(Surroundings around, Map<String, String> environment) {
        this.around = around;
        this.environment = Map.copyOf(environment);
        meters = new DrainPolicyMetrics(around.registry());
        board =
                new Notices(
                        SecretFolder.of(environment)::path,
                        (channel, fate) ->
                                around.registry()
                                        .counter(
                                                "plimsoll.notices",
                                                "channel",
                                                channel,
                                                "fate",
                                                fate.name().toLowerCase(Locale.ROOT))
                                        .increment());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> resources() {
        return List.of("nodedrainpolicies", "nodedrains", "nodehealth");
    }

    @Override
    public JobWork begin(Watches watches, boolean leading) {
        return new DrainPolicyWork(around, meters, board, environment, watches, leading);
    }
}
