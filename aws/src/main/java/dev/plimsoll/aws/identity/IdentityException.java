package dev.plimsoll.aws.identity;

/** There is nobody to be: the message is a sentence that says what was looked for. */
public final class IdentityException extends Exception {

    private static final long serialVersionUID = 1;

    IdentityException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
