package dev.plimsoll.kubernetes.connection;

import java.io.IOException;

/** The fence was closed before the last byte of a write went out. */
final class WithheldException extends IOException {

    private static final long serialVersionUID = 1;

    WithheldException() {
        super("the fence is closed");
    }
}
