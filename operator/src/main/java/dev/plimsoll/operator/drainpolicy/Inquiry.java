package dev.plimsoll.operator.drainpolicy;

import dev.plimsoll.core.drain.signal.DiskOutcome;
import dev.plimsoll.core.drain.signal.NodeLocator;
import dev.plimsoll.core.drain.signal.QueryAnswer;
import dev.plimsoll.core.drain.signal.Sight;
import dev.plimsoll.core.drain.signal.Trigger;
import dev.plimsoll.core.drain.signal.WatchedNode;
import dev.plimsoll.core.drainpolicy.DrainPolicyConditions;
import dev.plimsoll.core.drainpolicy.DrainPolicySpec;
import dev.plimsoll.core.drainpolicy.SignalSpec;
import dev.plimsoll.core.port.QuerySource;
import dev.plimsoll.core.port.SignalSources;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks whom a policy names for what its triggers need, and nothing more. */
final class Inquiry {

    private static final DiskOutcome NOT_NEEDED =
            new DiskOutcome.Read(Map.of(), Map.of(), List.of());

    private static final Optional<String> RECOVERED =
            Optional.of("It had recovered right before its drain.");

    private final SignalSources sources;
    private final Clock clock;

    Inquiry(SignalSources sources, Clock clock) {
        this.sources = sources;
        this.clock = clock;
    }

    /**
     * What was answered.
     *
     * @param failure why nothing was answered, as a sentence; empty where something was
     */
    record Findings(Sight.Evidence evidence, Optional<String> failure) {}

    /**
     * Asks for all triggers of the policy.
     *
     * @param all the nodes of the cluster, since a sample must be of no other
     */
    Findings ask(
            DrainPolicySpec spec, Collection<WatchedNode> chosen, Collection<WatchedNode> all) {
        return ask(spec, spec.triggers(), chosen, all);
    }

    private Findings ask(
            DrainPolicySpec spec,
            List<Trigger> triggers,
            Collection<WatchedNode> chosen,
            Collection<WatchedNode> all) {
        boolean levels = triggers.stream().anyMatch(Trigger.Full.class::isInstance);
        boolean kubelets = spec.signals() instanceof SignalSpec.Kubelet;
        DiskOutcome disks =
                levels && !chosen.isEmpty()
                        ? sources.disks(spec.signals()).read(kubelets ? chosen : all)
                        : NOT_NEEDED;
        Map<String, QueryAnswer> answers = new HashMap<>();
        Optional<String> failure = DrainPolicyConditions.failure(disks);
        for (Trigger trigger : triggers) {
            if (trigger instanceof Trigger.Asked asked) {
                QueryAnswer answer = sources.queries(spec.signals()).ask(asked.promql());
                answers.put(asked.promql(), answer);
                if (failure.isEmpty() && answer instanceof QueryAnswer.Failed(String why)) {
                    failure = Optional.of(why);
                }
            }
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new Findings(new Sight.Evidence(disks, answers, new NodeLocator(all), now), failure);
    }

    /**
     * Looks once more, right before a node is drained.
     *
     * @return why it is not to be drained after all, as a sentence; empty where its line is met
     */
    Optional<String> reconsider(
            DrainPolicySpec spec, Trigger trigger, WatchedNode node, Collection<WatchedNode> all) {
        Findings findings = ask(spec, List.of(trigger), List.of(node), all);
        return switch (Sight.of(trigger, node, findings.evidence())) {
            case Sight.Unknown(String why) ->
                    Optional.of("Right before its drain nothing was known of it: " + why + ".");
            case Sight.Fact(boolean holds, var _) -> holds ? Optional.empty() : RECOVERED;
            case Sight.Level(double percent, String _) ->
                    percent >= ((Trigger.Full) trigger).drainPercent()
                            ? Optional.empty()
                            : RECOVERED;
        };
    }

    /** Asks the safety queries; says why everything must stop, or nothing where all is calm. */
    Optional<String> danger(DrainPolicySpec spec) {
        QuerySource queries = sources.queries(spec.signals());
        for (String promql : spec.safety()) {
            switch (queries.ask(promql)) {
                case QueryAnswer.Failed(String why) -> {
                    return Optional.of(
                            "The safety query %s had no answer, so no node is drained: %s"
                                    .formatted(promql, why));
                }
                case QueryAnswer.Samples(var samples) -> {
                    if (!samples.isEmpty()) {
                        return Optional.of(
                                "The safety query %s has a result, so no node is drained."
                                        .formatted(promql));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
