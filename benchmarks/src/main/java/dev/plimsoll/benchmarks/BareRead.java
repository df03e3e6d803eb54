package dev.plimsoll.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Reads a list over a socket of the JDK's and throws it away, zipped as it comes: less than any
 * Java program that is to make something of it. It uses no library, for it runs from a jar that
 * holds this class alone.
 */
final class BareRead {

    private static final char[] PASSWORD = "in memory".toCharArray();
    private static final int BUFFER_BYTES = 1 << 16;

    private BareRead() {}

    /**
     * @param args the address of the list, and files in PEM: the authority, a certificate and its
     *     key in PKCS #8
     */
    public static void main(String[] args) throws IOException, GeneralSecurityException {
        URI list = URI.create(args[0]);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(
                shown(args[2], args[3]).getKeyManagers(),
                trusted(args[1]).getTrustManagers(),
                null);
        try (SSLSocket socket =
                (SSLSocket)
                        context.getSocketFactory().createSocket(list.getHost(), list.getPort())) {
            socket.setTcpNoDelay(true);
            socket.setEnabledCipherSuites(new String[] {"TLS_CHACHA20_POLY1305_SHA256"});
            OutputStream request = socket.getOutputStream();
            request.write(
                    """
                    GET %s?%s HTTP/1.1\r
                    Host: %s\r
                    Accept: application/vnd.kubernetes.protobuf\r
                    Accept-Encoding: gzip\r
                    Connection: close\r
                    \r
                    """
                            .formatted(list.getPath(), list.getQuery(), list.getAuthority())
                            .getBytes(US_ASCII));
            long read = 0;
            byte[] buffer = new byte[BUFFER_BYTES];
            InputStream answer = socket.getInputStream();
            for (int count = answer.read(buffer); count >= 0; count = answer.read(buffer)) {
                read += count;
            }
            System.out.println(read + " bytes");
        }
    }

    private static TrustManagerFactory trusted(String authority)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", certificate(authority));
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static KeyManagerFactory shown(String certificate, String key)
            throws IOException, GeneralSecurityException {
        byte[] pkcs8 =
                Base64.getMimeDecoder()
                        .decode(Files.readString(Path.of(key)).replaceAll("-----[^-]+-----", ""));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "user",
                KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)),
                PASSWORD,
                new Certificate[] {certificate(certificate)});
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD);
        return factory;
    }

    private static Certificate certificate(String file)
            throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(Path.of(file))) {
            return CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
    }
}
