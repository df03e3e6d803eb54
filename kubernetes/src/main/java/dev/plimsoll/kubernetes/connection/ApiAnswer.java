package dev.plimsoll.kubernetes.connection;

import java.time.Duration;
import java.util.Optional;

/**
 * What the API server answered, success or not.
 *
 * @param code the HTTP status
 * @param retryAfter what the header of that name asks for
 */
public record ApiAnswer(int code, String body, Optional<Duration> retryAfter) {

    public boolean successful() {
        return code >= 200 && code < 300;
    }

    /** The server's own words about a failure. */
    public ApiStatus status() {
        return ApiStatus.read(body);
    }
}
