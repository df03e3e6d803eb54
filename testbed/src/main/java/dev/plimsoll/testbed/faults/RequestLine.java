package dev.plimsoll.testbed.faults;

import java.util.Set;
import java.util.function.Predicate;

/**
 * The first line of a request and whose it is: enough to tell which requests a fault is meant for.
 *
 * @param method for example {@code PATCH}
 * @param target path and query, for example {@code /api/v1/nodes?watch=true}
 * @param token by which its sender proves itself; empty where there is none
 */
public record RequestLine(String method, String target, String token) {

    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");

    /** All requests. */
    public static Predicate<RequestLine> any() {
        return _ -> true;
    }

    /** Requests with this method. */
    public static Predicate<RequestLine> method(String method) {
        return line -> line.method.equals(method);
    }

    /** Requests whose path begins so. */
    public static Predicate<RequestLine> under(String path) {
        return line -> line.target.startsWith(path);
    }

    /** Requests that change something. */
    public static Predicate<RequestLine> writes() {
        return line -> WRITES.contains(line.method);
    }

    /** Requests that open a watch. */
    public static Predicate<RequestLine> watches() {
        return line -> line.target.matches(".*[?&]watch=(true|1)(&.*)?");
    }

    /** Requests under this token: with {@link Fault.Answer} 401, the token is revoked. */
    public static Predicate<RequestLine> bearing(String token) {
        return line -> line.token.equals(token);
    }
}
