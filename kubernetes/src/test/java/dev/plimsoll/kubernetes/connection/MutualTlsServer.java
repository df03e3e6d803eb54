package dev.plimsoll.kubernetes.connection;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.plimsoll.testbed.CertificateAuthority;
import dev.plimsoll.testbed.Identity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManagerFactory;

/** Speaks TLS with the JDK's own means and answers whom it speaks with, or {@code nobody}. */
final class MutualTlsServer implements AutoCloseable {

    private final HttpsServer server;

    /**
     * @param own vouches for the server
     * @param users whose certificates are taken; others are not asked for
     */
    MutualTlsServer(CertificateAuthority own, CertificateAuthority users)
            throws IOException, GeneralSecurityException {
        SSLContext context = context(own.server("server", List.of("127.0.0.1")), users);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(context) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
                        wanted.setWantClientAuth(true);
                        parameters.setSSLParameters(wanted);
                    }
                });
        server.createContext(
                "/",
                exchange -> {
                    byte[] answer = user((HttpsExchange) exchange).getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.start();
    }

    private static String user(HttpsExchange exchange) {
        try {
            return exchange.getSSLSession().getPeerPrincipal().getName();
        } catch (SSLPeerUnverifiedException e) {
            return "nobody";
        }
    }

    private static SSLContext context(Identity identity, CertificateAuthority users)
            throws IOException, GeneralSecurityException {
        char[] password = "in memory".toCharArray();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry(
                "server",
                identity.keys().getPrivate(),
                password,
                new Certificate[] {identity.certificate()});
        KeyManagerFactory shown =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        shown.init(keys, password);
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("users", users.self().certificate());
        TrustManagerFactory trusted =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(trust);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(shown.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    String address() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
