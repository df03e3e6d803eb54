package dev.plimsoll.operator.secrets;

import dev.plimsoll.core.port.SecretView;
import dev.plimsoll.core.port.SecretWrites;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.core.secrets.SecretUse;
import dev.plimsoll.core.secrets.SecretUser;
import dev.plimsoll.core.secrets.TouchStep;
import java.time.InstantSource;
import java.util.List;

/**
 * Carries out one step, once: on each try it looks at the resource as it is now, and what already
 * carries the value of this change, or of a later one, is done, so that a repetition after a crash
 * writes nothing and forces no second refresh.
 */
record Touching(SecretView view, SecretWrites writes, InstantSource clock) {

    /** What came of a step that was not turned away. */
    sealed interface Result {

        /**
         * @param readers the states, right after the touch, of those that are to read now; none
         *     where it had been done before
         */
        record Done(boolean written, List<SecretUse> readers) implements Result {}

        /** It was not written. */
        record Not(WriteOutcome<SecretUse> outcome) implements Result {}
    }

    Result carryOut(TouchStep step, TouchValue value) {
        SecretUse use = now(step.match().use());
        if (value.coveredBy(use.touch(), clock)) {
            return new Result.Done(false, List.of());
        }
        List<SecretUse> readers = readers(use);
        if (step instanceof TouchStep.Force(_, List<SecretUse> forgotten)) {
            for (SecretUse each : forgotten) {
                SecretUse child = now(each);
                // Empty already: by an earlier try, or because it was never read.
                if (child.synced().isPresent() && !value.coveredBy(child.touch(), clock)) {
                    WriteOutcome<SecretUse> outcome = writes.forgetSync(child);
                    if (!settled(outcome)) {
                        return new Result.Not(outcome);
                    }
                }
            }
        }
        WriteOutcome<SecretUse> outcome = writes.touch(use, value.text());
        return switch (outcome) {
            case WriteOutcome.Done<SecretUse>(SecretUse after) ->
                    new Result.Done(
                            true,
                            use.user().kind() == SecretUser.Kind.EXTERNAL_SECRET
                                    ? List.of(after)
                                    : readers);
            case WriteOutcome.Gone<SecretUse> _ -> new Result.Done(false, List.of());
            default -> new Result.Not(outcome);
        };
    }

    private static boolean settled(WriteOutcome<SecretUse> outcome) {
        return outcome instanceof WriteOutcome.Done || outcome instanceof WriteOutcome.Gone;
    }

    /** The newest known state of the very same object. */
    private SecretUse now(SecretUse use) {
        return view.use(use.user()).filter(known -> known.uid().equals(use.uid())).orElse(use);
    }

    private List<SecretUse> readers(SecretUse use) {
        return switch (use.user().kind()) {
            case EXTERNAL_SECRET -> List.of(use);
            case CLUSTER_EXTERNAL_SECRET ->
                    view.uses().stream()
                            .filter(child ->
                                    child.parent().filter(use.user().name()::equals).isPresent())
                            .toList();
        };
    }
}
