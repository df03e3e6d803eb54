package dev.plimsoll.kubernetes.connection;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows the one certificate that a user has, to a server that would take it. It needs no key store,
 * whose encryption would cost every command some milliseconds and hide nothing.
 */
final class ClientIdentity extends X509ExtendedKeyManager {

    private static final String ALIAS = "user";

    private final List<X509Certificate> chain;
    private final PrivateKey key;

    /**
     * @param chain begins with the user's own
     */
    ClientIdentity(List<X509Certificate> chain, PrivateKey key) {
        this.chain = List.copyOf(chain);
        this.key = key;
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
        return Arrays.asList(keyTypes).contains(key.getAlgorithm()) && issuedBy(issuers)
                ? ALIAS
                : null;
    }

    /** A server that names nobody takes what anybody has issued. */
    private boolean issuedBy(Principal @Nullable [] issuers) {
        return issuers == null
                || issuers.length == 0
                || chain.stream()
                        .anyMatch(certificate ->
                                Arrays.asList(issuers)
                                        .contains(certificate.getIssuerX500Principal()));
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return chain.toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return key;
    }

    @Override
    public @Nullable String chooseServerAlias(
            String keyType, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }
}
