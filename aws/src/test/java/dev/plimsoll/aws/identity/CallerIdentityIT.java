package dev.plimsoll.aws.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.testbed.Moto;
import dev.plimsoll.testbed.MotoInstances;
import dev.plimsoll.testbed.RealMoto;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

@RealMoto
class CallerIdentityIT {

    private final Moto moto;

    CallerIdentityIT(Moto moto) {
        this.moto = moto;
    }

    private static CallerIdentity at(URI endpoint) {
        return new CallerIdentity(
                StaticCredentialsProvider.create(
                        AwsBasicCredentials.builder()
                                .accessKeyId("test")
                                .secretAccessKey("test")
                                .providerName("WebIdentityTokenCredentialsProvider")
                                .build()),
                Optional.of(endpoint));
    }

    @Test
    void saysWhoItIsAndWhatItMayDo() throws IdentityException {
        // Given
        MotoInstances ec2 = new MotoInstances(moto);
        String instance = ec2.run(Map.of("Name", "node"));

        // When
        Identity identity =
                at(moto.endpoint()).ask(Optional.of(Moto.REGION), Optional.of(instance));

        // Then
        assertThat(identity.source()).isEqualTo("web identity (IRSA)");
        assertThat(identity.account()).isEqualTo(Moto.ACCOUNT);
        assertThat(identity.arn()).startsWith("arn:aws:");
        assertThat(identity.region()).isEqualTo(Moto.REGION);
        assertThat(identity.rights())
                .extracting(Identity.Right::action)
                .containsExactly(
                        "ec2:DescribeInstances",
                        "autoscaling:DescribeAutoScalingInstances",
                        "ssm:DescribeParameters",
                        "ec2:TerminateInstances");
        assertThat(identity.rights()).allMatch(Identity.Right::allowed);
        assertThat(ec2.state(instance)).as("a dry run ends nothing").isEqualTo("running");
    }

    /** moto allows everything; so this is not moto. */
    @Test
    void saysWhatAwsSaidOfWhatItMayNotDo() throws IdentityException, IOException {
        // Given
        HttpServer strict = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        strict.createContext("/", CallerIdentityIT::answerStrictly);
        strict.start();
        URI endpoint = URI.create("http://127.0.0.1:" + strict.getAddress().getPort());

        // When
        Identity identity;
        try {
            identity = at(endpoint).ask(Optional.of(Moto.REGION), Optional.of("i-0abc"));
        } finally {
            strict.stop(0);
        }

        // Then
        assertThat(identity.arn()).isEqualTo("arn:aws:sts::1:role");
        assertThat(identity.rights()).noneMatch(Identity.Right::allowed);
        assertThat(identity.rights().getLast().answer())
                .isEqualTo("UnauthorizedOperation: You may not do this");
    }

    private static void answerStrictly(HttpExchange exchange) throws IOException {
        String asked = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        boolean self = asked.contains("Action=GetCallerIdentity");
        String answer =
                self
                        ? "<GetCallerIdentityResponse><GetCallerIdentityResult>"
                                + "<Arn>arn:aws:sts::1:role</Arn><Account>1</Account>"
                                + "</GetCallerIdentityResult></GetCallerIdentityResponse>"
                        : "<Response><Errors><Error><Code>UnauthorizedOperation</Code>"
                                + "<Message>You may not do this.</Message>"
                                + "</Error></Errors></Response>";
        byte[] body = answer.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/xml");
        exchange.sendResponseHeaders(self ? 200 : 403, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void saysThatThereAreNoCredentials() {
        // Given
        CallerIdentity nobody =
                new CallerIdentity(
                        () -> {
                            throw SdkClientException.create("Unable to load credentials");
                        },
                        Optional.of(moto.endpoint()));

        // When
        var asking =
                assertThatThrownBy(() -> nobody.ask(Optional.of(Moto.REGION), Optional.empty()));

        // Then
        asking.isInstanceOf(IdentityException.class)
                .hasMessageStartingWith(
                        "There are no credentials for AWS: expected a web identity");
    }
}
