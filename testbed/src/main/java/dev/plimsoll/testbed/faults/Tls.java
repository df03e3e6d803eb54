package dev.plimsoll.testbed.faults;

import dev.plimsoll.testbed.CertificateAuthority;
import dev.plimsoll.testbed.Identity;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Makes the two ends of the proxy: a server that clients of the control plane trust, a client. */
final class Tls {
    private Tls() {}

    static SSLContext of(CertificateAuthority authority) {
        Identity self = authority.server("fault proxy", List.of("localhost", "127.0.0.1"));
        try {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            own.setKeyEntry(
                    "proxy",
                    self.keys().getPrivate(),
                    new char[0],
                    new Certificate[] {self.certificate()});
            own.setCertificateEntry("authority", authority.self().certificate());
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, new char[0]);
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(own);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("TLS could not be set up.", e);
        }
    }
}
