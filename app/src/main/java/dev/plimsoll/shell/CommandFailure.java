package dev.plimsoll.shell;

import org.jspecify.annotations.Nullable;

/**
 * Ends a command with exit code 1 and one sentence on standard error. The message names the file,
 * option or field and what was expected; it starts without a capital letter, for it follows {@code
 * plimsoll:}.
 */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    public CommandFailure(String message) {
        this(message, null);
    }

    /**
     * @param cause shown with {@code --verbose} only
     */
    public CommandFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
