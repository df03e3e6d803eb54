package dev.plimsoll.kubernetes.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;

class CiphersTest {

    @Test
    void offersTheQuickOneFirstAndEveryOtherAfterIt() throws NoSuchAlgorithmException {
        // Given
        SSLContext context = SSLContext.getDefault();
        SSLParameters parameters = new SSLParameters(null, new String[] {"TLSv1.3", "TLSv1.2"});

        // When
        String[] offered = Ciphers.quickFirst(context, parameters).getCipherSuites();

        // Then
        assertThat(offered[0]).isEqualTo("TLS_CHACHA20_POLY1305_SHA256");
        assertThat(offered)
                .containsExactlyInAnyOrder(context.getDefaultSSLParameters().getCipherSuites());
    }

    @Test
    void leavesAChoiceThatWasMade() throws NoSuchAlgorithmException {
        // Given
        SSLParameters parameters = new SSLParameters(new String[] {"TLS_AES_256_GCM_SHA384"});

        // When
        String[] offered =
                Ciphers.quickFirst(SSLContext.getDefault(), parameters).getCipherSuites();

        // Then
        assertThat(offered).containsExactly("TLS_AES_256_GCM_SHA384");
    }
}
