package dev.plimsoll.kubernetes.connection;

import java.util.Optional;

/**
 * Asks the API server for something.
 *
 * @param path with its query, from {@code /}
 */
public record ApiRequest(String method, String path, Optional<Body> body) {

    /** What is sent along. */
    public record Body(String contentType, String content) {}

    /** Tells whether it is to change something. */
    boolean writes() {
        return !method.equals("GET");
    }

    public static ApiRequest get(String path) {
        return new ApiRequest("GET", path, Optional.empty());
    }

    public static ApiRequest post(String path, String json) {
        return new ApiRequest("POST", path, Optional.of(new Body("application/json", json)));
    }

    /**
     * A deletion.
     *
     * @param json {@code DeleteOptions}, such as preconditions
     */
    public static ApiRequest delete(String path, String json) {
        return new ApiRequest("DELETE", path, Optional.of(new Body("application/json", json)));
    }

    /** A JSON merge patch (RFC 7386). */
    public static ApiRequest mergePatch(String path, String json) {
        Body body = new Body("application/merge-patch+json", json);
        return new ApiRequest("PATCH", path, Optional.of(body));
    }
}
