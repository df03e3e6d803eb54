package dev.plimsoll.core.labels;

import dev.plimsoll.core.fleet.Condition;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Words the conditions of a policy. A sentence changes only when what it says does. */
public final class LabelConditions {

    public static final String SATISFIED = "Satisfied";
    public static final String CONFLICT = "Conflict";
    public static final String ACCEPTED = "Accepted";

    private static final Condition VALID =
            new Condition(ACCEPTED, true, "Valid", "The spec can be followed.");
    private static final Condition NO_CONFLICT =
            new Condition(CONFLICT, false, "NoConflict", "No older policy has any of its labels.");

    private LabelConditions() {}

    static List<Condition> invalid(String problem) {
        return List.of(
                new Condition(ACCEPTED, false, "InvalidSpec", problem),
                new Condition(SATISFIED, false, "InvalidSpec", "Nothing is done: " + problem));
    }

    static List<Condition> conflicting(LabelPolicy owner, Set<String> keys) {
        String sentence =
                "The older policy %s owns %s; this one writes nothing."
                        .formatted(owner.name(), String.join(", ", new TreeSet<>(keys)));
        return List.of(
                VALID,
                new Condition(CONFLICT, true, "KeysOwnedByOlderPolicy", sentence),
                new Condition(SATISFIED, false, "KeysOwnedByOlderPolicy", sentence));
    }

    static List<Condition> planned(
            int desired, int eligible, Collection<LabelPlan.Ineligible> ineligible) {
        return List.of(VALID, NO_CONFLICT, satisfied(desired, eligible, ineligible));
    }

    /** Says that the labels are not yet where the plan wants them. */
    public static Condition settling(int desired, int labelled) {
        return new Condition(
                SATISFIED,
                false,
                "Settling",
                "%d of %d nodes carry the labels so far.".formatted(labelled, desired));
    }

    private static Condition satisfied(
            int desired, int eligible, Collection<LabelPlan.Ineligible> ineligible) {
        if (eligible >= desired && desired > 0) {
            return new Condition(
                    SATISFIED, true, "Held", "%d nodes carry the labels.".formatted(desired));
        }
        String sentence =
                "%d nodes are wanted and %d are eligible%s."
                        .formatted(Math.max(1, desired), eligible, because(ineligible));
        return new Condition(SATISFIED, false, "TooFewEligible", sentence);
    }

    private static String because(Collection<LabelPlan.Ineligible> ineligible) {
        Map<Ineligibility, Long> counts =
                ineligible.stream()
                        .collect(
                                Collectors.groupingBy(
                                        LabelPlan.Ineligible::reason,
                                        () -> new EnumMap<>(Ineligibility.class),
                                        Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + phrase(entry.getKey()))
                .collect(Collectors.joining(", ", counts.isEmpty() ? "" : "; not eligible: ", ""));
    }

    private static String phrase(Ineligibility reason) {
        return "(" + reason.phrase() + ")";
    }
}
