package dev.plimsoll.testbed.faults;

import java.util.Set;
import java.util.function.Predicate;

/**
 * The first line of a request: enough to tell which requests a fault is meant for.
 *
 * @param method for example {@code PATCH}
 * @param target path and query, for example {@code /api/v1/nodes?watch=true}
 */
public record RequestLine(String method, String target) {

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
}
