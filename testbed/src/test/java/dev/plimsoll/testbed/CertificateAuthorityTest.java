package dev.plimsoll.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateAuthorityTest {
    private final CertificateAuthority authority = new CertificateAuthority("tests");

    @Test
    void its_own_certificate_is_that_of_an_authority() throws Exception {
        // When
        X509Certificate certificate = authority.self().certificate();

        // Then
        certificate.verify(certificate.getPublicKey());
        assertThat(certificate.getBasicConstraints()).isEqualTo(Integer.MAX_VALUE);
        assertThat(certificate.getKeyUsage()[5]).as("keyCertSign").isTrue();
    }

    @Test
    void a_server_is_named_by_names_and_addresses() throws Exception {
        // When
        X509Certificate certificate =
                authority.server("api", List.of("localhost", "127.0.0.1", "::1")).certificate();

        // Then
        certificate.verify(authority.self().certificate().getPublicKey());
        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactly(
                        List.of(2, "localhost"),
                        List.of(7, "127.0.0.1"),
                        List.of(7, "0:0:0:0:0:0:0:1"));
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    }

    @Test
    void a_user_has_a_name_and_groups() {
        // When
        X509Certificate certificate = authority.client("kwok", List.of("a", "b")).certificate();

        // Then
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=kwok,O=b,O=a");
        assertThat(certificate.getBasicConstraints()).as("is no authority").isEqualTo(-1);
    }

    @Test
    void another_authority_does_not_vouch_for_it() {
        // Given
        X509Certificate certificate = authority.client("kwok", List.of()).certificate();

        // When
        var other = new CertificateAuthority("others").self().certificate().getPublicKey();

        // Then
        assertThatThrownBy(() -> certificate.verify(other)).isInstanceOf(SignatureException.class);
    }
}
