package dev.plimsoll.aws.instances;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.core.drain.EndChoice;
import dev.plimsoll.core.drain.Machine;
import dev.plimsoll.core.port.Fence;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.testbed.Moto;
import dev.plimsoll.testbed.MotoInstances;
import dev.plimsoll.testbed.RealMoto;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

@RealMoto
class AwsInstanceEndsIT {

    private static final Map<String, String> OURS = Map.of("kubernetes.io/cluster/shop", "owned");

    private final MotoInstances ec2;
    private final AwsInstanceEnds ends;

    AwsInstanceEndsIT(Moto moto) {
        ec2 = new MotoInstances(moto);
        ends = at(moto.endpoint(), Duration.ofSeconds(30));
    }

    private static AwsInstanceEnds at(URI endpoint, Duration patience) {
        return at(endpoint, patience, Fence.NONE);
    }

    private static AwsInstanceEnds at(URI endpoint, Duration patience, Fence fence) {
        return new AwsInstanceEnds(
                () ->
                        new RegionalClients(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("test", "test")),
                                Optional.of(endpoint),
                                patience),
                fence);
    }

    private static Machine machine(String id) {
        return new Machine(id, Moto.REGION);
    }

    @Test
    void instanceOfTheClusterIsTerminatedOnce() {
        // Given
        String id = ec2.run(OURS);

        // When
        WriteOutcome<String> first = ends.end(machine(id), EndChoice.AUTO, false);
        WriteOutcome<String> second = ends.end(machine(id), EndChoice.AUTO, false);

        // Then
        assertThat(first).isEqualTo(new WriteOutcome.Done<>("EC2 was told to end " + id + "."));
        assertThat(second).isEqualTo(new WriteOutcome.Gone<>());
        assertThat(ec2.state(id)).isIn("shutting-down", "terminated");
    }

    @ParameterizedTest
    @CsvSource({
        "karpenter.sh/nodeclaim, false",
        "karpenter.sh/nodepool, false",
        // On everything of a cluster that Karpenter may find.
        "karpenter.sh/discovery, true"
    })
    void instanceOfKarpenterIsLeftToIt(String key, boolean ended) {
        // Given
        String id = ec2.run(Map.of("kubernetes.io/cluster/shop", "owned", key, "x"));

        // When
        WriteOutcome<String> outcome = ends.end(machine(id), EndChoice.AUTO, false);

        // Then
        assertThat(outcome)
                .isInstanceOf(ended ? WriteOutcome.Done.class : WriteOutcome.Refused.class);
        assertThat(ec2.state(id).equals("running")).isEqualTo(!ended);
    }

    @ParameterizedTest
    @CsvSource({"kubernetes.io/cluster/shop, shared", "Name, node", "karpenter.sh/nodepool, x"})
    void instanceThatMayBeAnothersIsNotTouched(String key, String value) {
        // Given
        String id = ec2.run(Map.of(key, value));

        // When
        WriteOutcome<String> outcome = ends.end(machine(id), EndChoice.INSTANCE, false);

        // Then
        assertThat(outcome).isInstanceOf(WriteOutcome.Refused.class);
        assertThat(outcome.toString()).contains(id);
        assertThat(ec2.state(id)).isEqualTo("running");
    }

    @ParameterizedTest
    @CsvSource({"true, 0", "false, 1"})
    void memberOfAGroupEndsByItsGroup(boolean decrement, int left) {
        // Given
        String id = ec2.group("workers");

        // When
        WriteOutcome<String> outcome = ends.end(machine(id), EndChoice.AUTO, decrement);
        WriteOutcome<String> again = ends.end(machine(id), EndChoice.AUTO, decrement);

        // Then
        assertThat(outcome).isInstanceOf(WriteOutcome.Done.class);
        assertThat(outcome.toString()).contains("workers", id);
        assertThat(again).isEqualTo(new WriteOutcome.Gone<>());
        assertThat(ec2.capacity()).isEqualTo(left);
        assertThat(ec2.state(id)).isIn("shutting-down", "terminated");
    }

    @Test
    void instanceWithoutAGroupDoesNotEndByOne() {
        // Given
        String id = ec2.run(OURS);

        // When
        WriteOutcome<String> outcome = ends.end(machine(id), EndChoice.AUTO_SCALING_GROUP, false);

        // Then
        assertThat(outcome).isInstanceOf(WriteOutcome.Refused.class);
        assertThat(ec2.state(id)).isEqualTo("running");
    }

    @Test
    void instanceIsNotTouchedOnceTheFenceIsClosed() {
        // Given
        String id = ec2.run(OURS);
        AwsInstanceEnds former = at(ec2.moto().endpoint(), Duration.ofSeconds(30), () -> false);

        // When
        WriteOutcome<String> outcome = former.end(machine(id), EndChoice.AUTO, false);

        // Then
        assertThat(outcome).isInstanceOf(WriteOutcome.Withheld.class);
        assertThat(ec2.state(id)).isEqualTo("running");
    }

    @Test
    void instanceThatNobodyKnowsHasEnded() {
        // When
        WriteOutcome<String> outcome =
                ends.end(machine("i-00000000000000000"), EndChoice.AUTO, false);

        // Then
        assertThat(outcome).isEqualTo(new WriteOutcome.Gone<>());
    }

    @Test
    void machineOfNoRegionIsRefused() {
        // When
        WriteOutcome<String> outcome = ends.end(new Machine("i-0abc", ""), EndChoice.AUTO, false);

        // Then
        assertThat(outcome).isInstanceOf(WriteOutcome.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "503, RequestLimitExceeded, Busy",
        "400, Throttling, Busy",
        "403, UnauthorizedOperation, Refused",
        "500, InternalError, Busy"
    })
    void answerThatIsNoneBecomesAnOutcome(int status, String code, String outcome)
            throws IOException {
        // Given
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    byte[] body =
                            "<Response><Errors><Error><Code>%s</Code><Message>No.</Message></Error></Errors></Response>"
                                    .formatted(code)
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());

        // When
        WriteOutcome<String> answer =
                at(endpoint, Duration.ofSeconds(30)).end(machine("i-0abc"), EndChoice.AUTO, false);

        // Then
        assertThat(answer.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(answer.toString()).contains("looking at i-0abc", code);
        server.stop(0);
    }

    @Test
    void serviceThatNeverAnswersIsGivenUpInTime() throws IOException {
        // Given
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            URI endpoint = URI.create("http://127.0.0.1:" + silent.getLocalPort());

            // When
            WriteOutcome<String> answer =
                    at(endpoint, Duration.ofSeconds(1))
                            .end(machine("i-0abc"), EndChoice.AUTO, false);

            // Then
            assertThat(answer).isInstanceOf(WriteOutcome.Busy.class);
        }
    }
}
