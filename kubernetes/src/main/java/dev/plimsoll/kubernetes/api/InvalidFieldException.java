package dev.plimsoll.kubernetes.api;

/** Stops the reading of a resource; the message is one sentence that names the field. */
final class InvalidFieldException extends Exception {

    private static final long serialVersionUID = 1;

    InvalidFieldException(String sentence) {
        super(sentence);
    }
}
