package dev.plimsoll;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Makes a key and a certificate for both ends of the training's connections, so that the AOT cache
 * knows TLS too. They live as long as the training and open nothing else.
 */
final class TrainingIdentity {

    private static final char[] PASSWORD = "training".toCharArray();
    private static final String ALIAS = "training";

    private final KeyStore store;

    TrainingIdentity() throws IOException {
        Path directory = Files.createTempDirectory("plimsoll-training");
        Path file = directory.resolve("identity.p12");
        try {
            Process keytool =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "keytool")
                                            .toString(),
                                    "-genkeypair",
                                    "-keyalg",
                                    "RSA",
                                    "-alias",
                                    ALIAS,
                                    "-dname",
                                    "CN=training",
                                    "-ext",
                                    "SAN=ip:127.0.0.1",
                                    "-ext",
                                    "BC=ca:true",
                                    "-storetype",
                                    "PKCS12",
                                    "-storepass",
                                    new String(PASSWORD),
                                    "-keystore",
                                    file.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (keytool.waitFor() != 0) {
                throw new IOException("keytool made no key");
            }
            store = KeyStore.getInstance("PKCS12");
            try (InputStream bytes = Files.newInputStream(file)) {
                store.load(bytes, PASSWORD);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(directory);
        }
    }

    /** What the server speaks TLS with; it trusts its own certificate. */
    SSLContext tls() throws IOException {
        try {
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** The certificate as a kubeconfig has it. */
    String certificate() throws IOException {
        try {
            return pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** The key as a kubeconfig has it. */
    String key() throws IOException {
        try {
            return pem("PRIVATE KEY", store.getKey(ALIAS, PASSWORD).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static String pem(String what, byte[] content) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        String text = "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, lines);
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
