package dev.plimsoll.kubernetes.connection;

import java.util.Arrays;
import java.util.Comparator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Orders what a client offers a server. Both of TLS 1.3's ciphers are as safe; which is quicker
 * depends on the compiler. The processor's instructions for AES are used by the JVM's second
 * compiler alone, and neither a command that is over in seconds nor the operator has that one:
 * without them ChaCha20 takes half the time. A Go server takes it where a client names it first.
 */
final class Ciphers {

    private static final String QUICK = "CHACHA20";

    private Ciphers() {}

    /** Leaves a choice that was made already as it is. */
    static SSLParameters quickFirst(SSLContext context, SSLParameters parameters) {
        if (parameters.getCipherSuites() == null) {
            parameters.setCipherSuites(
                    Arrays.stream(context.getDefaultSSLParameters().getCipherSuites())
                            .sorted(Comparator.comparing(suite -> !suite.contains(QUICK)))
                            .toArray(String[]::new));
        }
        return parameters;
    }
}
