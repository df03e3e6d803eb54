package dev.plimsoll.kubernetes.connection;

/** Tells how a stream or a request ended; the names in lower case are a metric's label values. */
public enum Interruption {
    /** The server ended it in good order. */
    ENDED,
    /** It had reached its maximum age and was given up on our side. */
    AGE,
    /** Nothing, or too little, came for too long. */
    SILENT,
    /** No connection could be made, or not in time: the request has not gone out. */
    UNREACHABLE,
    /** Connected, and no answer began in time. */
    UNANSWERED,
    /** The connection broke, or ended in the middle. */
    CUT,
    /** The resource version to continue from is no longer there (410). */
    GONE,
    /** The server asks to come back later (429, or 503 with Retry-After). */
    BUSY,
    /** 401, 403 or 404. */
    REFUSED,
    /** Any other answer that is no success. */
    FAILED,
    /** What came is not the JSON of a Kubernetes API. */
    GARBAGE,
    /** A list older than what had been seen before. */
    STALE,
    /** It was closed on our side. */
    CLOSED,
    /** A write that the fence held back: its last byte was not sent. */
    WITHHELD
}
