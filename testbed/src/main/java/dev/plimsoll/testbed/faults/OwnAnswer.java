package dev.plimsoll.testbed.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/** Words an answer as the API server does. */
final class OwnAnswer {
    private static final Map<Integer, String> REASONS =
            Map.of(
                    401, "Unauthorized",
                    403, "Forbidden",
                    404, "NotFound",
                    409, "Conflict",
                    410, "Expired",
                    429, "TooManyRequests",
                    500, "InternalError",
                    503, "ServiceUnavailable",
                    504, "Timeout");

    private OwnAnswer() {}

    static byte[] to(Fault.Answer answer) {
        String reason = REASONS.getOrDefault(answer.code(), "Unknown");
        String body =
                """
                {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",\
                "message":"the fault proxy says %1$s","reason":"%1$s","code":%2$d}
                """
                        .formatted(reason, answer.code());
        String retry =
                answer.retryAfter()
                        .map(after -> "Retry-After: " + after.toSeconds() + "\r\n")
                        .orElse("");
        return "HTTP/1.1 %d %s\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n%s"
                .formatted(answer.code(), reason, retry, body.getBytes(UTF_8).length, body)
                .getBytes(UTF_8);
    }
}
