package dev.plimsoll.kubernetes.connection;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** No answer came, or none that can be used. */
public final class ApiException extends IOException {

    private static final long serialVersionUID = 1;

    private final transient Interruption interruption;
    private final transient AccessProblem problem;
    private final transient Optional<Duration> retryAfter;

    public ApiException(
            Interruption interruption, AccessProblem problem, @Nullable Throwable cause) {
        this(interruption, problem, Optional.empty(), cause);
    }

    public ApiException(
            Interruption interruption,
            AccessProblem problem,
            Optional<Duration> retryAfter,
            @Nullable Throwable cause) {
        super(problem.sentence(), cause);
        this.interruption = interruption;
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    public Interruption interruption() {
        return interruption;
    }

    public AccessProblem problem() {
        return problem;
    }

    /** How long the server asked to be left alone. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
