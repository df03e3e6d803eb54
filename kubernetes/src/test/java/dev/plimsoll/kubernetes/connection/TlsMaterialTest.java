package dev.plimsoll.kubernetes.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plimsoll.testbed.CertificateAuthority;
import dev.plimsoll.testbed.Identity;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsMaterialTest {

    private static final CertificateAuthority AUTHORITY = new CertificateAuthority("cluster");
    private static final CertificateAuthority OTHER = new CertificateAuthority("other");

    @TempDir private Path folder;

    /** Asks as whom the server sees us. */
    private String seen(String server, CertificateAuthority trusted, String user) throws Exception {
        try (Cluster cluster = new Cluster(kubeconfig(server, trusted, user), Deadlines.STANDARD)) {
            return cluster.send(ApiRequest.get("/")).body();
        }
    }

    private ClusterSource kubeconfig(String server, CertificateAuthority trusted, String user)
            throws IOException {
        String kubeconfig =
                """
                current-context: c
                contexts: [{name: c, context: {cluster: c, user: u}}]
                clusters:
                - name: c
                  cluster: {server: '%s', certificate-authority-data: %s}
                users:
                - name: u
                  user: %s
                """
                        .formatted(server, base64(trusted.self().certificatePem()), user);
        Path file = Files.writeString(folder.resolve("config"), kubeconfig);
        return new ClusterSource.Kubeconfig(file, Optional.empty());
    }

    private static String data(String certificate, String key) {
        return "{client-certificate-data: %s, client-key-data: %s}"
                .formatted(base64(certificate), base64(key));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    @ParameterizedTest(name = "{0} {1} as {2}")
    @CsvSource({
        "RSA, 2048, PRIVATE KEY",
        "RSA, 4096, RSA PRIVATE KEY",
        "EC, 256, PRIVATE KEY",
        "EC, 256, EC PRIVATE KEY",
        "EC, 521, EC PRIVATE KEY",
        "Ed25519, 255, PRIVATE KEY"
    })
    void every_kind_of_key_that_kubectl_takes_says_who_we_are(
            String algorithm, int bits, String form) throws Exception {
        // Given
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        KeyPair keys = generator.generateKeyPair();
        Identity ann = AUTHORITY.client("ann", List.of(), keys);

        try (MutualTlsServer server = new MutualTlsServer(AUTHORITY, AUTHORITY)) {
            // When
            String user =
                    seen(
                            server.address(),
                            AUTHORITY,
                            data(ann.certificatePem(), pem(keys, bits, form)));

            // Then
            assertThat(user).isEqualTo("CN=ann");
        }
    }

    /** The two older forms are what PKCS #8 has in its middle, of a curve with its name. */
    private static String pem(KeyPair keys, int bits, String form) {
        byte[] encoded = keys.getPrivate().getEncoded();
        String hex = HexFormat.of().formatHex(encoded);
        byte[] content =
                switch (form) {
                    case "RSA PRIVATE KEY" ->
                            HexFormat.of().parseHex(hex.substring(hex.indexOf("0500") + 12));
                    case "EC PRIVATE KEY" -> withCurve(hex, bits);
                    default -> encoded;
                };
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                .formatted(form, Base64.getMimeEncoder().encodeToString(content));
    }

    private static byte[] withCurve(String pkcs8, int bits) {
        String curve = bits == 256 ? "06082a8648ce3d030107" : "06052b81040023";
        String number = pkcs8.substring(pkcs8.indexOf("020101"));
        String value = number + "a0%02x".formatted(curve.length() / 2) + curve;
        int length = value.length() / 2;
        String size = length < 128 ? "%02x".formatted(length) : "81%02x".formatted(length);
        return HexFormat.of().parseHex("30" + size + value);
    }

    @Test
    void a_kubelet_sees_the_same_user() throws Exception {
        // Given
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        Identity ann = AUTHORITY.client("ann", List.of(), generator.generateKeyPair());
        String user = data(ann.certificatePem(), ann.keyPem());

        try (MutualTlsServer kubelet = new MutualTlsServer(AUTHORITY, AUTHORITY);
                PeerClient client =
                        new PeerClient(
                                kubeconfig("https://127.0.0.1:1", AUTHORITY, user), Map.of())) {
            // When
            PeerClient.Heard heard =
                    client.get(URI.create(kubelet.address()), Duration.ofSeconds(30));

            // Then
            assertThat(heard).isEqualTo(new PeerClient.Heard.Answer(200, "CN=ann"));
        }
    }

    @Test
    void a_certificate_in_files_is_shown_with_its_chain() throws Exception {
        // Given
        Identity ann = AUTHORITY.client("ann", List.of("ops"));
        Files.writeString(
                folder.resolve("ann.crt"),
                "ann's\n" + ann.certificatePem() + AUTHORITY.self().certificatePem());
        Files.writeString(folder.resolve("ann.key"), ann.keyPem());

        try (MutualTlsServer server = new MutualTlsServer(AUTHORITY, AUTHORITY)) {
            // When
            String user =
                    seen(
                            server.address(),
                            AUTHORITY,
                            "{client-certificate: ann.crt, client-key: ann.key}");

            // Then
            assertThat(user).contains("CN=ann").contains("O=ops");
        }
    }

    @Test
    void a_server_that_takes_other_certificates_sees_nobody() throws Exception {
        // Given
        Identity ann = AUTHORITY.client("ann", List.of());

        try (MutualTlsServer server = new MutualTlsServer(AUTHORITY, OTHER)) {
            // When
            String user =
                    seen(server.address(), AUTHORITY, data(ann.certificatePem(), ann.keyPem()));

            // Then
            assertThat(user).isEqualTo("nobody");
        }
    }

    @Test
    void a_server_of_another_authority_is_not_talked_to() throws Exception {
        // Given
        try (MutualTlsServer server = new MutualTlsServer(OTHER, AUTHORITY)) {
            // When
            ApiException thrown =
                    catchThrowableOfType(
                            ApiException.class,
                            () -> seen(server.address(), AUTHORITY, "{token: t}"));

            // Then
            assertThat(thrown).hasMessageContaining("certificate");
        }
    }

    @Test
    void nobody_is_trusted_beside_the_authority_that_is_named() throws Exception {
        // Given
        Config config = Config.empty();
        config.setCaCertData(
                base64(AUTHORITY.self().certificatePem() + OTHER.self().certificatePem()));

        // When
        X509TrustManager named = (X509TrustManager) TlsMaterial.trusted(config)[0];
        X509TrustManager unnamed = (X509TrustManager) TlsMaterial.trusted(Config.empty())[0];

        // Then
        assertThat(named.getAcceptedIssuers())
                .containsExactlyInAnyOrder(
                        AUTHORITY.self().certificate(), OTHER.self().certificate());
        assertThat(unnamed.getAcceptedIssuers()).hasSizeGreaterThan(50);
    }

    @Test
    void an_authority_is_not_asked_for_where_anybody_is_trusted() throws Exception {
        // Given
        Config config = Config.empty();
        config.setTrustCerts(true);
        config.setCaCertFile(folder.resolve("gone.crt").toString());

        // When
        X509TrustManager anybody = (X509TrustManager) TlsMaterial.trusted(config)[0];

        // Then
        assertThat(anybody.getAcceptedIssuers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no PEM", "-----BEGIN CERTIFICATE-----\nAAAA\n"})
    void an_authority_that_is_none_is_told(String pem) throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("ca.crt"), pem);
        Config config = Config.empty();
        config.setCaCertFile(file.toString());

        // When
        ApiException thrown =
                catchThrowableOfType(ApiException.class, () -> TlsMaterial.trusted(config));

        // Then
        assertThat(thrown)
                .hasMessage(
                        "The certificate-authority %s holds no certificate: expected PEM.", file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no key",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\nMHcC\n-----END EC PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\nMAMCAQE=\n-----END EC PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\n\n-----END RSA PRIVATE KEY-----"
            })
    void a_key_that_is_none_is_told(String pem) {
        // Given
        Config config = Config.empty();
        config.setClientCertData(base64(AUTHORITY.self().certificatePem()));
        config.setClientKeyData(base64(pem));

        // When
        ApiException thrown =
                catchThrowableOfType(ApiException.class, () -> TlsMaterial.shown(config));

        // Then
        assertThat(thrown)
                .hasMessage(
                        "The client-key-data holds no key that can be used: expected PEM, not"
                                + " encrypted, of RSA, an elliptic curve or Ed25519.");
    }

    @Test
    void a_file_that_is_not_there_is_told() {
        // Given
        Path file = folder.resolve("gone.crt");
        Config config = Config.empty();
        config.setClientCertFile(file.toString());
        config.setClientKeyData("irrelevant");

        // When
        ApiException thrown =
                catchThrowableOfType(ApiException.class, () -> TlsMaterial.shown(config));

        // Then
        assertThat(thrown).hasMessage("The client-certificate %s cannot be read.", file);
    }
}
