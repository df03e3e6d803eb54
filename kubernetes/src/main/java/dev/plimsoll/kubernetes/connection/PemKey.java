package dev.plimsoll.kubernetes.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a private key in the three forms that kubeconfigs have: PKCS #8, PKCS #1 of RSA and SEC 1
 * of elliptic curves. The JDK reads the first; the other two are what the first has in its middle,
 * and are wrapped.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5958">PKCS #8</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5915">SEC 1</a>
 */
final class PemKey {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----([^-]+)-----END \\1-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int CURVE = 0xA0;
    private static final int LONG_LENGTH = 0x80;
    private static final byte[] VERSION = {0x02, 0x01, 0x00};
    private static final byte[] NO_PARAMETERS = {0x05, 0x00};

    /** The object identifiers 1.2.840.113549.1.1.1 and 1.2.840.10045.2.1. */
    private static final byte[] RSA = identifier(0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 1);

    private static final byte[] ELLIPTIC = identifier(0x2A, 0x86, 0x48, 0xCE, 0x3D, 2, 1);

    private PemKey() {}

    /**
     * Finds the first key in a PEM file; parameters of a curve may stand before it.
     *
     * @throws InvalidKeySpecException if there is none, or none that can be read
     */
    static PrivateKey read(byte[] pem) throws InvalidKeySpecException {
        Matcher block = BLOCK.matcher(new String(pem, ISO_8859_1));
        if (!block.find()) {
            throw new InvalidKeySpecException("no key");
        }
        try {
            byte[] content = Base64.getMimeDecoder().decode(block.group(2));
            return key(
                    switch (block.group(1)) {
                        case "RSA PRIVATE KEY" -> wrapped(content, RSA, NO_PARAMETERS);
                        case "EC PRIVATE KEY" -> wrapped(content, ELLIPTIC, curve(content));
                        default -> content;
                    });
        } catch (IllegalArgumentException | ArithmeticException | BufferUnderflowException e) {
            throw new InvalidKeySpecException("a key that is cut off", e);
        }
    }

    private static PrivateKey key(byte[] encoded) throws InvalidKeySpecException {
        PKCS8EncodedKeySpec form = new PKCS8EncodedKeySpec(encoded);
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(form);
            } catch (InvalidKeySpecException e) {
                // Of another algorithm; only the form itself says which.
            } catch (NoSuchAlgorithmException e) {
                throw new InvalidKeySpecException(e);
            }
        }
        throw new InvalidKeySpecException("a key that is none of " + ALGORITHMS);
    }

    private static byte[] wrapped(byte[] content, byte[] algorithm, byte[] parameters) {
        return tagged(
                SEQUENCE,
                VERSION,
                tagged(SEQUENCE, algorithm, parameters),
                tagged(OCTETS, content));
    }

    /** The curve's identifier stands in a field of its own. */
    private static byte[] curve(byte[] key) {
        ByteBuffer fields = value(ByteBuffer.wrap(key), SEQUENCE);
        while (fields.hasRemaining()) {
            int tag = Byte.toUnsignedInt(fields.get(fields.position()));
            ByteBuffer value = value(fields, tag);
            if (tag == CURVE) {
                byte[] identifier = new byte[value.remaining()];
                value.get(identifier);
                return identifier;
            }
        }
        throw new IllegalArgumentException("no curve");
    }

    /** Takes the next value, which must have this tag. */
    private static ByteBuffer value(ByteBuffer from, int tag) {
        if (Byte.toUnsignedInt(from.get()) != tag) {
            throw new IllegalArgumentException("another tag");
        }
        int length = Byte.toUnsignedInt(from.get());
        if (length >= LONG_LENGTH) {
            byte[] size = new byte[length - LONG_LENGTH];
            from.get(size);
            length = new BigInteger(1, size).intValueExact();
        }
        if (length > from.remaining()) {
            throw new IllegalArgumentException("cut off");
        }
        ByteBuffer value = from.slice(from.position(), length);
        from.position(from.position() + length);
        return value;
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (length < LONG_LENGTH) {
            out.write(length);
        } else {
            // Two bytes hold for keys of up to 64 KiB.
            out.write(LONG_LENGTH + 2);
            out.write(length >> 8);
            out.write(length);
        }
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] identifier(int... bytes) {
        byte[] content = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            content[i] = (byte) bytes[i];
        }
        return tagged(0x06, content);
    }
}
