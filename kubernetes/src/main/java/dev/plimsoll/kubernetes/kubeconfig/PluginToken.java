package dev.plimsoll.kubernetes.kubeconfig;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a credential plugin's token until shortly before it expires. */
final class PluginToken implements TokenSource {

    private static final Logger LOG = LoggerFactory.getLogger(PluginToken.class);

    /** A token is renewed this long before its end, so that none expires on its way. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    /** A plugin that fails is not run more often than this. */
    private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

    private final CredentialPlugin plugin;
    private final InstantSource clock;
    private @Nullable PluginCredential credential;
    private long tried;

    /**
     * @param first what the plugin has already said
     */
    PluginToken(CredentialPlugin plugin, PluginCredential first, InstantSource clock) {
        this.plugin = plugin;
        this.clock = clock;
        credential = first;
        tried = System.nanoTime();
    }

    @Override
    public synchronized Optional<String> token() {
        Optional<Instant> end = credential == null ? Optional.empty() : credential.expiry();
        if (credential == null
                || end.map(time -> clock.instant().isAfter(time.minus(MARGIN))).orElse(false)) {
            run();
        }
        return current();
    }

    @Override
    public synchronized Optional<String> replacement(String refused) {
        if (current().filter(refused::equals).isPresent()) {
            run();
        }
        return current().filter(now -> !now.equals(refused));
    }

    private Optional<String> current() {
        return credential == null ? Optional.empty() : credential.token();
    }

    private void run() {
        if (System.nanoTime() - tried < PAUSE_NANOS) {
            return;
        }
        try {
            credential = plugin.run();
        } catch (KubeconfigException e) {
            LOG.warn("{}", e.sentence());
        } finally {
            tried = System.nanoTime();
        }
    }
}
