package dev.plimsoll.core.port;

/** Tells people what happened, next to the resource it happened to; never holds up the work. */
public interface Journal {

    /**
     * Records an event.
     *
     * @param reason one CamelCase word
     * @param note one or two sentences
     */
    void record(Subject subject, Severity severity, String reason, String note);

    /** The cluster-scoped resource that an event is about. */
    record Subject(String apiVersion, String kind, String name, String uid) {}

    /** The two types of a Kubernetes event. */
    enum Severity {
        NORMAL,
        WARNING
    }
}
