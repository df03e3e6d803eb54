package dev.plimsoll.core.drainpolicy;

import dev.plimsoll.core.drain.signal.DiskOutcome;
import dev.plimsoll.core.fleet.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Words the conditions of a policy. A sentence changes only when what it says does. */
public final class DrainPolicyConditions {

    public static final String ACCEPTED = "Accepted";
    public static final String SIGNALS = "SignalsAvailable";
    public static final String CIRCUIT = "CircuitClosed";
    public static final String SAFE = "Safe";

    private DrainPolicyConditions() {}

    /** Those of a spec that cannot be followed. */
    public static List<Condition> invalid(String problem) {
        return List.of(
                new Condition(ACCEPTED, false, "InvalidSpec", problem),
                new Condition(SIGNALS, false, "InvalidSpec", "Nothing is asked: " + problem));
    }

    /**
     * Those of a policy at work.
     *
     * @param nodes what is known of its nodes
     * @param failure why nothing was answered, as a sentence; empty where something was
     * @param unsafe why a safety query stopped everything; empty where none did
     */
    public static List<Condition> of(
            DrainPolicyPlan plan,
            List<Watch.Known> nodes,
            Optional<String> failure,
            Optional<String> unsafe) {
        List<Condition> conditions = new ArrayList<>();
        conditions.add(new Condition(ACCEPTED, true, "Valid", "The spec can be followed."));
        conditions.add(signals(plan, nodes, failure));
        conditions.add(
                plan.breaker()
                        .map(why -> new Condition(CIRCUIT, false, "TooManyNodes", why))
                        .orElseGet(() ->
                                new Condition(
                                        CIRCUIT,
                                        true,
                                        "FewNodes",
                                        "As many nodes as are over the line may be drained.")));
        unsafe.ifPresent(why -> conditions.add(new Condition(SAFE, false, "SafetyQuery", why)));
        return conditions;
    }

    private static Condition signals(
            DrainPolicyPlan plan, List<Watch.Known> nodes, Optional<String> failure) {
        if (failure.isPresent()) {
            return new Condition(
                    SIGNALS, false, "NoAnswer", "Nothing is done without data: " + failure.get());
        }
        Optional<Watch.Known> blind =
                nodes.stream().filter(it -> it.unknown().isPresent()).findFirst();
        if (blind.isEmpty()) {
            return new Condition(SIGNALS, true, "Answered", "All is known of every node.");
        }
        String example =
                "of %s: %s".formatted(blind.get().node().name(), blind.get().unknown().orElse(""));
        boolean all = plan.unknown() == plan.matching();
        return new Condition(
                SIGNALS,
                !all,
                all ? "NothingKnown" : "SomeUnknown",
                "Not everything is known of %d of %d nodes, such as %s. Nothing is done about them."
                        .formatted(plan.unknown(), plan.matching(), example));
    }

    /** The sentence of a source that did not answer at all; empty where it did. */
    public static Optional<String> failure(DiskOutcome outcome) {
        return outcome instanceof DiskOutcome.Failed(String why)
                ? Optional.of(why)
                : Optional.empty();
    }
}
