package dev.plimsoll.operator.drainpolicy;

import dev.plimsoll.core.drainpolicy.DrainMode;
import dev.plimsoll.core.drainpolicy.DrainPolicy;
import dev.plimsoll.core.drainpolicy.DrainPolicyConditions;
import dev.plimsoll.core.drainpolicy.DrainPolicySpec;
import dev.plimsoll.core.drainpolicy.DrainPolicyStatus;
import dev.plimsoll.core.drainpolicy.DrainPolicyStatus.NodeEntry;
import dev.plimsoll.core.drainpolicy.Notice;
import dev.plimsoll.core.drainpolicy.Notice.Kind;
import dev.plimsoll.core.drainpolicy.NotifyTarget;
import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.nodedrain.NodeDrainSpec;
import dev.plimsoll.core.port.Journal;
import dev.plimsoll.core.port.Journal.Severity;
import dev.plimsoll.core.port.NoticeBoard;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells people what a policy sees and does, in the cluster's events and outside of it. What the
 * recorded status says already is not told again, not after a restart either.
 */
public final class DrainPolicyTeller {

    private final Journal journal;
    private final NoticeBoard board;
    private final Clock clock;

    /** How the drains of policies stood when last seen, by their uid. */
    private final Map<String, String> drains = new HashMap<>();

    /** The policies whose drains have been looked at before. */
    private final Set<String> looked = new HashSet<>();

    public DrainPolicyTeller(Journal journal, NoticeBoard board, Clock clock) {
        this.journal = journal;
        this.board = board;
        this.clock = clock;
    }

    void ordered(DrainPolicy policy, DrainPolicySpec spec, NodeDrain drain) {
        String node = drain.nodeName();
        String sentence =
                "Node %s is to be drained by NodeDrain %s: %s"
                        .formatted(node, drain.name(), reason(drain));
        record(policy, Severity.WARNING, "DrainOrdered", sentence);
        post(policy, spec.targets(), Kind.STARTED, node, drain.uid(), sentence);
    }

    void letGo(DrainPolicy policy, NodeDrain drain) {
        String sentence =
                "Node %s is well again before a pod was evicted: NodeDrain %s is given up."
                        .formatted(drain.nodeName(), drain.name());
        record(policy, Severity.NORMAL, "NodeRecovered", sentence);
        policy.spec()
                .valid()
                .ifPresent(spec ->
                        post(
                                policy,
                                spec.targets(),
                                Kind.RECOVERED,
                                drain.nodeName(),
                                drain.uid(),
                                sentence));
    }

    /** Tells of the policy's drains that are blocked or have ended since the last look. */
    void drains(DrainPolicy policy, DrainPolicySpec spec, Collection<NodeDrain> all) {
        boolean first = looked.add(policy.uid());
        for (NodeDrain drain : all) {
            if (!policy.name().equals(drain.labels().get(DrainPolicy.LABEL))) {
                continue;
            }
            boolean blocked = !drain.ended() && !drain.status().blockedBy().isEmpty();
            String now =
                    drain.ended() ? drain.status().phase().toString() : blocked ? "Blocked" : "";
            String before = drains.put(drain.uid(), now);
            // What was so when this process began has been told by the one before.
            if (now.isEmpty() || now.equals(before) || (before == null && first)) {
                continue;
            }
            String sentence =
                    "NodeDrain %s of node %s: %s"
                            .formatted(drain.name(), drain.nodeName(), told(drain, blocked));
            post(policy, spec.targets(), kind(drain), drain.nodeName(), drain.uid(), sentence);
        }
        drains.keySet().retainAll(all.stream().map(NodeDrain::uid).collect(Collectors.toSet()));
    }

    private static String told(NodeDrain drain, boolean blocked) {
        if (!blocked) {
            return drain.status().phase() + ". " + drain.status().message();
        }
        var first = drain.status().blockedBy().getFirst();
        return "blocked, for pod %s %s.".formatted(first.pod(), first.reason());
    }

    private static Kind kind(NodeDrain drain) {
        return switch (drain.status().phase()) {
            case SUCCEEDED -> Kind.SUCCEEDED;
            case FAILED -> Kind.FAILED;
            case CANCELLED -> Kind.RECOVERED;
            case PENDING, CORDONED, EVICTING, ENDING -> Kind.BLOCKED;
        };
    }

    /** Tells what the new status says and the recorded one does not. */
    void changed(DrainPolicy policy, Optional<DrainPolicySpec> spec, DrainPolicyStatus status) {
        List<NotifyTarget> targets = spec.map(DrainPolicySpec::targets).orElse(List.of());
        boolean recommends = spec.filter(it -> it.mode() == DrainMode.RECOMMEND).isPresent();
        for (NodeEntry entry : status.nodes()) {
            String before = state(policy.status(), entry.name());
            if (!entry.state().equals(before)) {
                worse(policy, targets, entry, before, recommends);
            }
        }
        for (Condition condition : status.conditions()) {
            boolean bad = !condition.status();
            boolean wasBad =
                    policy.status().conditions().stream()
                            .anyMatch(it -> it.type().equals(condition.type()) && !it.status());
            if (bad && !wasBad) {
                record(policy, Severity.WARNING, condition.reason(), condition.message());
                if (Set.of(
                                DrainPolicyConditions.SIGNALS,
                                DrainPolicyConditions.CIRCUIT,
                                DrainPolicyConditions.SAFE)
                        .contains(condition.type())) {
                    post(
                            policy,
                            targets,
                            Kind.HELD_BACK,
                            "",
                            condition.type(),
                            condition.message());
                }
            }
        }
    }

    private void worse(
            DrainPolicy policy,
            List<NotifyTarget> targets,
            NodeEntry entry,
            String before,
            boolean recommends) {
        String mark = entry.state() + entry.since();
        String sentence = "Node %s: %s. %s".formatted(entry.name(), entry.what(), entry.message());
        boolean first = before.isEmpty();
        switch (entry.state()) {
            case "Warned", "Rising" -> {
                if (first) {
                    record(policy, Severity.WARNING, "NodeWarned", sentence);
                    post(policy, targets, Kind.WARNED, entry.name(), mark, sentence);
                }
            }
            case "Over" -> {
                record(
                        policy,
                        Severity.WARNING,
                        recommends ? "DrainRecommended" : "NodeOver",
                        sentence);
                if (recommends) {
                    post(policy, targets, Kind.RECOMMENDED, entry.name(), mark, sentence);
                }
            }
            default -> {}
        }
    }

    private static String state(DrainPolicyStatus status, String node) {
        return status.nodes().stream()
                .filter(entry -> entry.name().equals(node))
                .findFirst()
                .map(NodeEntry::state)
                .orElse("");
    }

    private void record(DrainPolicy policy, Severity severity, String reason, String sentence) {
        journal.record(
                new Journal.Subject(
                        DrainPolicy.API_VERSION, DrainPolicy.KIND, policy.name(), policy.uid()),
                severity,
                reason,
                sentence);
    }

    private void post(
            DrainPolicy policy,
            List<NotifyTarget> targets,
            Kind kind,
            String node,
            String mark,
            String sentence) {
        if (!targets.isEmpty()) {
            String id = "%s/%s/%s/%s".formatted(policy.uid(), kind, node, mark);
            board.post(
                    new Notice(id, kind, policy.name(), node, sentence, clock.instant()), targets);
        }
    }

    private static String reason(NodeDrain drain) {
        return drain.spec().valid().map(NodeDrainSpec::reason).orElse("");
    }
}
