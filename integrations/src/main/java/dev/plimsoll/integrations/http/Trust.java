package dev.plimsoll.integrations.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Keeps an HTTP client that trusts what a file says, and makes another when the file changes. */
final class Trust implements AutoCloseable {

    private final Optional<Path> authority;
    private final Duration connectLimit;
    private @Nullable HttpClient client;
    private @Nullable FileTime read;

    Trust(Optional<Path> authority, Duration connectLimit) {
        this.authority = authority;
        this.connectLimit = connectLimit;
    }

    /** Says that the authority cannot be used. */
    static final class UnreadableException extends IOException {

        private static final long serialVersionUID = 1;

        UnreadableException(Path file, Exception cause) {
            super(
                    "cannot be trusted, for the certificates in %s cannot be read: %s"
                            .formatted(file, cause.getMessage()),
                    cause);
        }
    }

    synchronized HttpClient client() throws UnreadableException {
        FileTime changed = changed();
        HttpClient known = client;
        if (known != null && (changed == null || changed.equals(read))) {
            return known;
        }
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(connectLimit);
        if (authority.isPresent()) {
            builder.sslContext(context(authority.get()));
        }
        HttpClient fresh = builder.build();
        if (known != null) {
            known.shutdown();
        }
        client = fresh;
        read = changed;
        return fresh;
    }

    private @Nullable FileTime changed() throws UnreadableException {
        if (authority.isEmpty()) {
            return null;
        }
        try {
            return Files.getLastModifiedTime(authority.get());
        } catch (IOException e) {
            throw new UnreadableException(authority.get(), e);
        }
    }

    private static SSLContext context(Path file) throws UnreadableException {
        try (InputStream pem = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem);
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
            if (number == 0) {
                throw new IOException("there is none");
            }
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new UnreadableException(file, e);
        }
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }
}
