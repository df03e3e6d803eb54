package dev.plimsoll.testbed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Vouches for servers and users of one control plane. The certificates (X.509 v3, ECDSA P-256 with
 * SHA-256) hold for ten years from an hour ago. The JDK can read certificates but not make them,
 * and a library for it would be larger than the whole testbed, so they are written here ({@link
 * Der}).
 */
public final class CertificateAuthority {
    private static final String COMMON_NAME = "2.5.4.3";
    private static final String ORGANIZATION = "2.5.4.10";
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final int KEY_CERT_SIGN = 0x04;
    private static final int DIGITAL_SIGNATURE = 0x80;

    private final byte[] name;
    private final Identity self;

    /**
     * Of all users: fabric8's client reads no elliptic-curve key by itself, and RSA keys take long
     * to make.
     */
    private final KeyPair userKeys = Identity.newRsaKeys();

    /**
     * Makes an authority with a new key; {@code commonName} should differ from that of any other in
     * use.
     */
    public CertificateAuthority(String commonName) {
        name = distinguishedName(commonName, List.of());
        KeyPair keys = Identity.newKeys();
        byte[] extensions =
                Der.sequence(
                        extension("2.5.29.19", true, Der.sequence(Der.isTrue())),
                        keyUsage(KEY_CERT_SIGN, 2));
        self = new Identity(keys, sign(keys, name, keys, extensions));
    }

    /** Returns the authority's own key and certificate. */
    public Identity self() {
        return self;
    }

    /**
     * Returns a new identity of a server that is reached under {@code hosts}: names or numeric
     * addresses.
     */
    public Identity server(String commonName, List<String> hosts) {
        List<byte[]> names = new ArrayList<>();
        for (String host : hosts) {
            boolean numeric = host.matches("[0-9.]+|.*:.*");
            names.add(
                    numeric
                            ? Der.implicit(7, address(host))
                            : Der.implicit(2, host.getBytes(US_ASCII)));
        }
        byte[] alternatives = Der.sequence(names.toArray(byte[][]::new));
        return issue(
                distinguishedName(commonName, List.of()),
                Identity.newKeys(),
                SERVER_AUTH,
                extension("2.5.29.17", false, alternatives));
    }

    /**
     * Returns a new identity of a user; the API server takes the common name and organizations for
     * user and groups.
     */
    public Identity client(String user, List<String> groups) {
        return client(user, groups, userKeys);
    }

    /** Returns an identity of a user who has keys already, of whatever algorithm. */
    public Identity client(String user, List<String> groups, KeyPair keys) {
        return issue(distinguishedName(user, groups), keys, CLIENT_AUTH);
    }

    private Identity issue(byte[] subject, KeyPair keys, String purpose, byte[]... further) {
        List<byte[]> extensions = new ArrayList<>(List.of(further));
        extensions.add(keyUsage(DIGITAL_SIGNATURE, 7));
        extensions.add(extension("2.5.29.37", false, Der.sequence(Der.oid(purpose))));
        byte[] all = Der.sequence(extensions.toArray(byte[][]::new));
        return new Identity(keys, sign(self.keys(), subject, keys, all));
    }

    private X509Certificate sign(KeyPair signer, byte[] subject, KeyPair keys, byte[] extensions) {
        byte[] ecdsaWithSha256 = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
        Instant from = Instant.now().minus(Duration.ofHours(1));
        byte[] body =
                Der.sequence(
                        Der.explicit(0, Der.integer(BigInteger.TWO)),
                        Der.integer(new BigInteger(120, new SecureRandom()).setBit(119)),
                        ecdsaWithSha256,
                        name,
                        Der.sequence(Der.time(from), Der.time(from.plus(Duration.ofDays(3650)))),
                        subject,
                        keys.getPublic().getEncoded(),
                        Der.explicit(3, extensions));
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(signer.getPrivate());
            signature.update(body);
            byte[] der = Der.sequence(body, ecdsaWithSha256, Der.bits(signature.sign(), 0));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The certificate could not be made.", e);
        }
    }

    private static byte[] distinguishedName(String commonName, List<String> organizations) {
        List<byte[]> parts = new ArrayList<>();
        for (String organization : organizations) {
            parts.add(attribute(ORGANIZATION, organization));
        }
        parts.add(attribute(COMMON_NAME, commonName));
        return Der.sequence(parts.toArray(byte[][]::new));
    }

    private static byte[] attribute(String type, String value) {
        return Der.set(Der.sequence(Der.oid(type), Der.text(value)));
    }

    private static byte[] keyUsage(int bits, int unusedBits) {
        return extension("2.5.29.15", true, Der.bits(new byte[] {(byte) bits}, unusedBits));
    }

    private static byte[] extension(String oid, boolean critical, byte[] value) {
        return critical
                ? Der.sequence(Der.oid(oid), Der.isTrue(), Der.octets(value))
                : Der.sequence(Der.oid(oid), Der.octets(value));
    }

    private static byte[] address(String numeric) {
        try {
            return InetAddress.getByName(numeric).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("Not a numeric address: " + numeric, e);
        }
    }
}
