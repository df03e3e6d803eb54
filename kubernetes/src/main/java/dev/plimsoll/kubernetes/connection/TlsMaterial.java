package dev.plimsoll.kubernetes.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a configuration what TLS needs, as kubectl does: where it names an authority nobody else
 * is trusted, where it names none the system's are. fabric8 would trust the JDK's hundred
 * authorities beside it, whose reading takes a tenth of a second, and knows no elliptic-curve key
 * in PKCS #8.
 */
final class TlsMaterial {

    private TlsMaterial() {}

    /**
     * Makes a context that trusts and shows what the configuration says.
     *
     * @throws ApiException with a sentence that names the field, if it cannot be used
     */
    static SSLContext context(Config config) throws ApiException {
        return SSLUtils.sslContext(shown(config), trusted(config));
    }

    /**
     * Tells whom to trust.
     *
     * @throws ApiException with a sentence that names the field, if it cannot be used
     */
    static TrustManager[] trusted(Config config) throws ApiException {
        try {
            if (config.isTrustCerts()) {
                return SSLUtils.trustManagers(null, null, true, null, null);
            }
            Pem named =
                    Pem.of("certificate-authority", config.getCaCertData(), config.getCaCertFile());
            return trusted(named == null ? List.of() : named.certificates());
        } catch (ApiException e) {
            throw e;
        } catch (GeneralSecurityException | IOException e) {
            throw unusable("The certificate authorities cannot be used", e);
        }
    }

    private static TrustManager[] trusted(List<X509Certificate> authorities)
            throws GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        if (authorities.isEmpty()) {
            factory.init((KeyStore) null);
            return factory.getTrustManagers();
        }
        Set<TrustAnchor> anchors =
                authorities.stream()
                        .map(authority -> new TrustAnchor(authority, null))
                        .collect(Collectors.toSet());
        PKIXBuilderParameters parameters =
                new PKIXBuilderParameters(anchors, new X509CertSelector());
        // A cluster's authority publishes no list of what it has revoked.
        parameters.setRevocationEnabled(false);
        factory.init(new CertPathTrustManagerParameters(parameters));
        return factory.getTrustManagers();
    }

    /**
     * Tells who we are; null where no certificate says it.
     *
     * @throws ApiException with a sentence that names the field, if it cannot be used
     */
    static KeyManager @Nullable [] shown(Config config) throws ApiException {
        Pem chain =
                Pem.of(
                        "client-certificate",
                        config.getClientCertData(),
                        config.getClientCertFile());
        Pem key = Pem.of("client-key", config.getClientKeyData(), config.getClientKeyFile());
        return chain == null || key == null
                ? null
                : new KeyManager[] {new ClientIdentity(chain.certificates(), key.key())};
    }

    private static ApiException unusable(String sentence, Exception cause) {
        return new ApiException(
                Interruption.UNREACHABLE, new AccessProblem.Unconfigured(sentence + "."), cause);
    }

    /**
     * The content of a field.
     *
     * @param name of the field, with its file where it is one
     */
    private record Pem(String name, byte[] content) {

        static @Nullable Pem of(String field, @Nullable String data, @Nullable String file)
                throws ApiException {
            if (data != null && !data.isEmpty()) {
                return new Pem(field + "-data", decoded(data));
            }
            if (file == null || file.isEmpty()) {
                return null;
            }
            try {
                return new Pem(field + " " + file, Files.readAllBytes(Path.of(file)));
            } catch (IOException e) {
                throw unusable("The " + field + " " + file + " cannot be read", e);
            }
        }

        /** A credential plugin gives PEM itself; what is neither that nor Base64 holds nothing. */
        private static byte[] decoded(String data) {
            try {
                return data.startsWith("-----")
                        ? data.getBytes(UTF_8)
                        : Base64.getMimeDecoder().decode(data);
            } catch (IllegalArgumentException e) {
                return new byte[0];
            }
        }

        List<X509Certificate> certificates() throws ApiException {
            try {
                List<X509Certificate> all =
                        CertificateFactory.getInstance("X.509")
                                .generateCertificates(new ByteArrayInputStream(content))
                                .stream()
                                .map(X509Certificate.class::cast)
                                .toList();
                if (all.isEmpty()) {
                    throw new CertificateException("no certificate");
                }
                return all;
            } catch (CertificateException e) {
                throw unusable("The " + name + " holds no certificate: expected PEM", e);
            }
        }

        PrivateKey key() throws ApiException {
            try {
                return PemKey.read(content);
            } catch (InvalidKeySpecException e) {
                throw unusable(
                        "The "
                                + name
                                + " holds no key that can be used: expected PEM, not encrypted, of"
                                + " RSA, an elliptic curve or Ed25519",
                        e);
            }
        }
    }
}
