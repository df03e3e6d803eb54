package dev.plimsoll.kubernetes.pods;

import java.io.IOException;

/** Says where in an object the text stands that is no quantity. */
final class InvalidQuantityException extends IOException {

    private static final long serialVersionUID = 1;

    InvalidQuantityException(String place, IllegalArgumentException reason) {
        super(place + ": " + reason.getMessage(), reason);
    }
}
