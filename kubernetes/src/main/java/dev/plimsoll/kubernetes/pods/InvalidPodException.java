package dev.plimsoll.kubernetes.pods;

import java.io.IOException;

/** Says which pod could not be read, and why, in one sentence. */
public final class InvalidPodException extends IOException {

    private static final long serialVersionUID = 1;

    InvalidPodException(String pod, IOException reason) {
        super(pod + ", " + reason.getMessage(), reason);
    }
}
