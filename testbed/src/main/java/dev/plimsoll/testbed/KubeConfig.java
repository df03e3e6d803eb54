package dev.plimsoll.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** Writes kubeconfig files that need no other file. */
final class KubeConfig {
    private KubeConfig() {}

    /** Returns a kubeconfig in which {@code user} proves itself by a certificate. */
    static String withCertificate(String url, String authorityPem, String user, Identity identity) {
        return config(
                url,
                authorityPem,
                user,
                """
                    client-certificate-data: %s
                    client-key-data: %s\
                """
                        .formatted(base64(identity.certificatePem()), base64(identity.keyPem())));
    }

    /** Returns a kubeconfig in which {@code user} proves itself by a bearer token. */
    static String withToken(String url, String authorityPem, String user, String token) {
        return config(url, authorityPem, user, "    token: " + token);
    }

    private static String config(String url, String authorityPem, String user, String credentials) {
        return """
        apiVersion: v1
        kind: Config
        current-context: testbed
        clusters:
        - name: testbed
          cluster:
            server: %s
            certificate-authority-data: %s
        contexts:
        - name: testbed
          context:
            cluster: testbed
            user: "%s"
        users:
        - name: "%s"
          user:
        %s
        """
                .formatted(url, base64(authorityPem), user, user, credentials);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
