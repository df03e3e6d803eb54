package dev.plimsoll.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.secrets.Touches.Touch;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.Moto;
import dev.plimsoll.testbed.RealCluster;
import dev.plimsoll.testbed.RealMoto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A burst of 200 events on 1,000 ExternalSecrets over 50 stores, 300 of them on one key. */
@RealCluster
@RealMoto
final class RefreshLoadIT {

    private static final int STORES = 50;
    private static final int SHARED_STORES = 10;
    private static final int SHARED = 300;
    private static final int ALL = 1000;
    private static final int EVENTS = 200;
    private static final int UNUSED = 20;
    private static final int TOUCHES_PER_SECOND = 100;

    private final ControlPlane controlPlane;
    private final AwsHand aws;
    private final SecretsInstallation installation;
    private final SecretsProcess operator;

    RefreshLoadIT(ControlPlane controlPlane, Moto moto, @TempDir Path folder) {
        this.controlPlane = controlPlane;
        aws = new AwsHand(moto);
        installation = new SecretsInstallation(controlPlane);
        operator = new SecretsProcess(installation::kubeconfig, moto.endpoint(), folder).quietly();
    }

    @BeforeAll
    static void define(ControlPlane controlPlane) throws IOException {
        var _ = ExternalSecretsDefinitions.on(controlPlane);
        var _ = SecretsInstallation.on(controlPlane);
    }

    private String fill() throws Exception {
        String namespace = controlPlane.newNamespace("load");
        for (int store = 0; store < STORES; store++) {
            installation.create(
                    namespace,
                    """
                    apiVersion: external-secrets.io/v1
                    kind: SecretStore
                    metadata: {name: store-%1$d}
                    spec: {provider: {aws: {service: ParameterStore, region: us-east-2, prefix: "%2$s"}}}
                    """
                            .formatted(store, store < SHARED_STORES ? "" : "/team-" + store + "/"));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Void>> creations =
                    IntStream.range(0, ALL)
                            .<Callable<Void>>mapToObj(use ->
                                    () -> {
                                        installation.create(namespace, external(use));
                                        return null;
                                    })
                            .toList();
            for (Future<Void> creation : threads.invokeAll(creations)) {
                var _ = creation.get();
            }
        }
        return namespace;
    }

    /** The first 300 share a key, over ten stores; each of the others has its own. */
    private static String external(int use) {
        return """
        apiVersion: external-secrets.io/v1
        kind: ExternalSecret
        metadata: {name: use-%d}
        spec:
          secretStoreRef: {name: store-%d}
          data: [{secretKey: password, remoteRef: {key: "%s"}}]
        """
                .formatted(use, store(use), use < SHARED ? "/shared" : "db-" + use);
    }

    private static int store(int use) {
        return use < SHARED ? use % SHARED_STORES : SHARED_STORES + use % (STORES - SHARED_STORES);
    }

    @Test
    void touchesEveryUserOncePerChangeAndNobodyElse() throws Exception {
        // Given
        String namespace = fill();
        AwsHand.Queue queue = aws.queue("load", 30, 5);
        installation.listen("load", queue.url(), "touchesPerSecond: " + TOUCHES_PER_SECOND);
        operator.start();
        installation.awaitReceiving("load");
        Touches touches = new Touches(controlPlane, namespace);
        List<ObjectNode> events = new ArrayList<>();
        events.add(Events.parameterChange("/shared"));
        for (int own = 0; own < EVENTS - 1; own++) {
            int use = SHARED + own;
            // Some are of keys that nobody uses, and some of the right name without the prefix.
            events.add(
                    Events.parameterChange(
                            own < EVENTS - 1 - UNUSED
                                    ? "/team-" + store(use) + "/db-" + use
                                    : own % 2 == 0 ? "/team-1/db-" + use : "db-" + use));
        }
        int expected = SHARED + EVENTS - 1 - UNUSED;

        // When
        Map<String, Long> sentAt = new HashMap<>();
        for (ObjectNode event : events) {
            String id = event.path("id").asText();
            sentAt.put(id, System.nanoTime());
            aws.send(queue, event.toString());
        }

        // Then
        Awaitility.await()
                .atMost(SecretsInstallation.PATIENCE)
                .until(() -> touches.total() >= expected && aws.messages(queue.url()) == 0);
        List<Touch> all = new ArrayList<>();
        for (int use = 0; use < ALL; use++) {
            List<Touch> seen = touches.of("use-" + use);
            boolean changed = use < SHARED + EVENTS - 1 - UNUSED;
            assertThat(seen).as("touches of use-" + use).hasSize(changed ? 1 : 0);
            all.addAll(seen);
        }
        assertThat(touches.total()).isEqualTo(expected);
        System.out.printf(
                "%d events, %d touches at %d a second: event to touch %s; of that beyond what the"
                        + " rate allows %s; operator's memory %d MiB resident, %d MiB at most%n",
                EVENTS,
                all.size(),
                TOUCHES_PER_SECOND,
                times(sinceEvent(all, sentAt)),
                times(beyondTheRate(all, sentAt)),
                memory("VmRSS"),
                memory("VmHWM"));
        touches.close();
        operator.close();
    }

    private static String times(List<Long> millis) {
        List<Long> sorted = millis.stream().sorted().toList();
        return "%d ms at the median, %d ms at the 99th percentile, %d ms at most"
                .formatted(
                        sorted.get(sorted.size() / 2),
                        sorted.get(sorted.size() * 99 / 100),
                        sorted.getLast());
    }

    private static List<Long> sinceEvent(List<Touch> touches, Map<String, Long> sentAt) {
        return touches.stream()
                .map(touch -> Duration.ofNanos(touch.nanos() - sent(touch, sentAt)).toMillis())
                .toList();
    }

    /** The n-th touch may be made when its event was sent and the rate, after the burst, has it. */
    private static List<Long> beyondTheRate(List<Touch> touches, Map<String, Long> sentAt) {
        List<Touch> inOrder =
                touches.stream().sorted(Comparator.comparingLong(Touch::nanos)).toList();
        long begun = Collections.min(sentAt.values());
        List<Long> late = new ArrayList<>();
        for (int turn = 0; turn < inOrder.size(); turn++) {
            double seconds = Math.max(0, turn + 1.0 - 2 * TOUCHES_PER_SECOND) / TOUCHES_PER_SECOND;
            Touch touch = inOrder.get(turn);
            long allowed = Math.max(begun + (long) (seconds * 1e9), sent(touch, sentAt));
            late.add(Duration.ofNanos(Math.max(0, touch.nanos() - allowed)).toMillis());
        }
        return late;
    }

    private static long sent(Touch touch, Map<String, Long> sentAt) {
        return sentAt.getOrDefault(touch.value().substring(touch.value().indexOf(' ') + 1), 0L);
    }

    private long memory(String field) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + operator.pid() + "/status")).stream()
                .filter(line -> line.startsWith(field + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
