package dev.plimsoll.testbed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/**
 * A key with the certificate that vouches for it.
 *
 * @param keys an elliptic-curve key pair (P-256) of a server or authority, an RSA one (2,048 bits)
 *     of a user
 * @param certificate says whose it is, signed by an authority
 */
public record Identity(KeyPair keys, X509Certificate certificate) {

    /** Returns a new elliptic-curve key pair, made in a millisecond. */
    static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK makes no P-256 keys.", e);
        }
    }

    /** Returns a new RSA key pair, made in a tenth of a second. */
    static KeyPair newRsaKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK makes no RSA keys.", e);
        }
    }

    /** Returns the certificate as PEM. */
    public String certificatePem() {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate that was parsed cannot be written.", e);
        }
    }

    /** Returns the private key as PEM (PKCS #8, not encrypted). */
    public String keyPem() {
        return pem(keys.getPrivate());
    }

    static String pem(Key key) {
        return pem(
                key.getFormat().equals("X.509") ? "PUBLIC KEY" : "PRIVATE KEY", key.getEncoded());
    }

    private static String pem(String what, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der);
        return "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n";
    }
}
