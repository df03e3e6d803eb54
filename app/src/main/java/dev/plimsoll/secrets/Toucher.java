package dev.plimsoll.secrets;

import dev.plimsoll.core.port.SecretWrites;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.core.secrets.SecretMatch;
import dev.plimsoll.core.secrets.SecretUse;
import dev.plimsoll.core.secrets.TouchStep;
import dev.plimsoll.secrets.TouchRow.Result;
import java.util.Optional;

/** Carries out what was decided on each match, or only says it. */
public final class Toucher {

    private final Optional<SecretWrites> writes;
    private final String value;

    /**
     * @param writes empty for a dry run
     * @param value of the annotation
     */
    public Toucher(Optional<SecretWrites> writes, String value) {
        this.writes = writes;
        this.value = value;
    }

    /** Carries out one step; what fails is told in its row. */
    public TouchRow carryOut(TouchStep step) {
        String reason = step.match().effect().reason();
        return switch (step) {
            case TouchStep.Leave(SecretMatch match) -> row(match, Result.LEFT, reason);
            case TouchStep.Touch(SecretMatch match) ->
                    writes.map(to -> touch(to, match, Result.TOUCHED, reason))
                            .orElseGet(() -> row(match, Result.WOULD_TOUCH, reason));
            case TouchStep.Force force ->
                    writes.map(to -> force(to, force, reason))
                            .orElseGet(() -> row(force.match(), Result.WOULD_FORCE, reason));
        };
    }

    private TouchRow force(SecretWrites to, TouchStep.Force force, String reason) {
        for (SecretUse forgotten : force.forgotten()) {
            Optional<String> problem = problem(to.forgetSync(forgotten));
            if (problem.isPresent()) {
                return row(force.match(), Result.FAILED, problem.get());
            }
        }
        return touch(to, force.match(), Result.FORCED, reason);
    }

    private TouchRow touch(SecretWrites to, SecretMatch match, Result done, String reason) {
        return problem(to.touch(match.use(), value))
                .map(problem -> row(match, Result.FAILED, problem))
                .orElseGet(() -> row(match, done, reason));
    }

    private static TouchRow row(SecretMatch match, Result result, String note) {
        return new TouchRow(match.user(), result, note);
    }

    private static Optional<String> problem(WriteOutcome<SecretUse> outcome) {
        return switch (outcome) {
            case WriteOutcome.Done<SecretUse> ignored -> Optional.empty();
            case WriteOutcome.Gone<SecretUse> ignored -> Optional.of("it is no more");
            case WriteOutcome.Conflict<SecretUse>(String message) -> Optional.of(message);
            case WriteOutcome.Refused<SecretUse>(int code, String message) ->
                    Optional.of(message + " (" + code + ")");
            case WriteOutcome.Busy<SecretUse>(var ignored, String message) -> Optional.of(message);
            case WriteOutcome.Doubtful<SecretUse>(String message) -> Optional.of(message);
            case WriteOutcome.Withheld<SecretUse>(String message) -> Optional.of(message);
        };
    }
}
