package dev.plimsoll.kubernetes.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PluginCredentialTest {

    @Test
    void a_credential_is_read() {
        // When
        Optional<PluginCredential> read =
                PluginCredential.read(
                        """
                        {"kind":"ExecCredential","status":{"token":"t",
                         "expirationTimestamp":"2026-11-22T00:00:00Z"}}
                        """);

        // Then
        assertThat(read).isPresent();
        assertThat(read.orElseThrow().token()).contains("t");
        assertThat(read.orElseThrow().expiry()).isPresent();
    }

    @Test
    void a_certificate_needs_its_key() {
        // When
        Optional<PluginCredential> alone =
                PluginCredential.read("{\"status\":{\"clientCertificateData\":\"pem\"}}");
        Optional<PluginCredential> both =
                PluginCredential.read(
                        "{\"status\":{\"clientCertificateData\":\"a\",\"clientKeyData\":\"b\"}}");

        // Then
        assertThat(alone).isEmpty();
        assertThat(both).isPresent();
    }

    @Test
    void anything_else_is_no_credential() {
        // When
        Optional<PluginCredential> text = PluginCredential.read("please log in");
        Optional<PluginCredential> time =
                PluginCredential.read(
                        "{\"status\":{\"token\":\"t\",\"expirationTimestamp\":\"soon\"}}");

        // Then
        assertThat(text).isEmpty();
        assertThat(time).isEmpty();
    }
}
