package dev.plimsoll.kubernetes.kubeconfig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a token from a file that somebody else renews, as the kubelet does for a service account:
 * once a minute, and at once when the server refuses what it has.
 */
final class FileToken implements TokenSource {

    private static final long FRESH_NANOS = Duration.ofMinutes(1).toNanos();

    private final Path file;
    private @Nullable String token;
    private long read;

    FileToken(Path file) {
        this.file = file;
    }

    @Override
    public synchronized Optional<String> token() {
        if (token == null || System.nanoTime() - read > FRESH_NANOS) {
            readAgain();
        }
        return Optional.ofNullable(token);
    }

    @Override
    public synchronized Optional<String> replacement(String refused) {
        if (refused.equals(token)) {
            readAgain();
        }
        return Optional.ofNullable(token).filter(now -> !now.equals(refused));
    }

    /** Keeps the old one where the file is gone: it may be good for a while. */
    private void readAgain() {
        try {
            String text = Files.readString(file).strip();
            if (!text.isEmpty()) {
                token = text;
                read = System.nanoTime();
            }
        } catch (IOException e) {
            // The server's answer will tell whether the old one still holds.
        }
    }
}
