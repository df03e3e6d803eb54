package dev.plimsoll.kubernetes.kubeconfig;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Holds the status of an {@code ExecCredential}: a token, or a certificate with its key, both PEM.
 */
record PluginCredential(
        Optional<String> token,
        Optional<String> certificate,
        Optional<String> key,
        Optional<Instant> expiry) {

    /** Reads what a plugin printed; empty where it holds no credential. */
    static Optional<PluginCredential> read(String json) {
        try {
            JsonNode status = new ObjectMapper().readTree(json).path("status");
            PluginCredential credential =
                    new PluginCredential(
                            text(status, "token"),
                            text(status, "clientCertificateData"),
                            text(status, "clientKeyData"),
                            text(status, "expirationTimestamp").map(Instant::parse));
            boolean usable =
                    credential.token().isPresent()
                            || (credential.certificate().isPresent()
                                    && credential.key().isPresent());
            return usable ? Optional.of(credential) : Optional.empty();
        } catch (JacksonException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode status, String field) {
        String value = status.path(field).asText();
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
}
