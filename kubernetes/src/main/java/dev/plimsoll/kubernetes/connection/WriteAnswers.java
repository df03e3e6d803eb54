package dev.plimsoll.kubernetes.connection;

import dev.plimsoll.core.port.WriteOutcome;
import java.time.Duration;

/** Tells what became of a write that the API server did not say it has done. */
public final class WriteAnswers {

    private WriteAnswers() {}

    /**
     * Judges a write without an answer; one that never went out has surely done nothing.
     *
     * @param soon when to come back to a server that is not there
     */
    public static <T> WriteOutcome<T> unanswered(ApiException failure, Duration soon) {
        String message = failure.problem().sentence();
        return switch (failure.interruption()) {
            case WITHHELD -> new WriteOutcome.Withheld<>(message);
            case UNREACHABLE -> new WriteOutcome.Busy<>(soon, message);
            default -> new WriteOutcome.Doubtful<>(message);
        };
    }

    /**
     * Judges an answer that is no success.
     *
     * @param soon when to come back to a server that is busy and does not say for how long
     */
    public static <T> WriteOutcome<T> refused(ApiAnswer answer, Duration soon) {
        String words = answer.status().message();
        String message = words.isEmpty() ? "no reason given" : words;
        int code = answer.code();
        // A uid that is not the object's is told as an edit of a field that cannot be edited.
        if (code == 404 || (code == 422 && message.contains("metadata.uid:"))) {
            return new WriteOutcome.Gone<>();
        }
        if (code == 409) {
            return new WriteOutcome.Conflict<>(message);
        }
        if (code == 429 || (code == 503 && answer.retryAfter().isPresent())) {
            return new WriteOutcome.Busy<>(answer.retryAfter().orElse(soon), message);
        }
        return code >= 400 && code < 500
                ? new WriteOutcome.Refused<>(code, message)
                : new WriteOutcome.Doubtful<>(code + " " + message);
    }
}
