package dev.plimsoll.kubernetes.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.kubernetes.connection.AccessProblem;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.kubernetes.connection.Interruption;
import dev.plimsoll.kubernetes.fake.Cloud;
import dev.plimsoll.kubernetes.fake.FakeApiServer;
import dev.plimsoll.kubernetes.fake.Fault;
import dev.plimsoll.kubernetes.fake.Request;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A feed over its life: renewal, audits, set-backs, problems and the end. */
class FeedTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static FeedSettings auditing(Duration every) {
        return new FeedSettings(
                3, every, Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofSeconds(2), 3);
    }

    private static Deadlines aged(Duration min, Duration max) {
        Deadlines all = Feeding.CALM;
        return new Deadlines(
                all.connect(),
                all.credentials(),
                all.headers(),
                all.listSilence(),
                all.listPage(),
                all.watchSilence(),
                min,
                max,
                all.request());
    }

    @Test
    void a_healthy_watch_is_renewed_at_its_age_without_a_list() throws Exception {
        // Given
        try (FakeApiServer server = new FakeApiServer()) {
            server.cloud().create("a");
            Deadlines deadlines = aged(Duration.ofSeconds(1), Duration.ofSeconds(1));

            // When
            try (Feeding feeding = new Feeding(server, deadlines, Feeding.QUICK)) {
                feeding.await(
                        status -> status.interruptions().getOrDefault(Interruption.ENDED, 0L) >= 2,
                        SOON);

                // Then
                server.cloud().create("b");
                feeding.awaitSame(SOON);
                assertThat(feeding.status().relists()).isZero();
                assertThat(feeding.status().problem()).isEmpty();
            }
        }
    }

    @Test
    void a_watch_is_on_as_soon_as_the_server_agrees_though_nothing_happens() throws Exception {
        // Given
        try (FakeApiServer server = new FakeApiServer()) {
            server.cloud().create("a");
            CountDownLatch over = new CountDownLatch(1);
            server.next(Request::isWatch, Fault.answer(500, "{}"));
            server.next(
                    Request::isWatch,
                    (_, wire) -> {
                        wire.begin(200);
                        over.await();
                    });

            // When
            try (Feeding feeding = new Feeding(server, Feeding.CALM, Feeding.QUICK)) {

                // Then
                feeding.await(
                        status ->
                                status.phase() == FeedStatus.Phase.WATCHING
                                        && status.interruptions().containsKey(Interruption.FAILED)
                                        && status.problem().isEmpty(),
                        SOON);
                over.countDown();
            }
        }
    }

    @Test
    void a_watch_that_the_server_never_ends_is_given_up_at_its_age() throws Exception {
        // Given
        try (FakeApiServer server = new FakeApiServer()) {
            server.cloud().create("a");
            server.next(
                    Request::isWatch,
                    (_, wire) -> {
                        wire.begin(200);
                        for (long version = 2000; ; version++) {
                            wire.chunk(FakeApiServer.bookmark(version));
                            Thread.sleep(20);
                        }
                    });
            Deadlines deadlines = aged(Duration.ofMillis(700), Duration.ofMillis(900));

            // When
            try (Feeding feeding = new Feeding(server, deadlines, Feeding.QUICK)) {

                // Then
                feeding.await(status -> status.interruptions().containsKey(Interruption.AGE), SOON);
            }
        }
    }

    @Test
    void what_a_watch_has_missed_is_found_repaired_counted_and_told() throws Exception {
        // Given
        try (FakeApiServer server = new FakeApiServer()) {
            server.cloud().create("a");
            server.cloud().create("b");
            server.cloud().create("c");
            try (Feeding feeding =
                    new Feeding(server, Feeding.CALM, auditing(Duration.ofSeconds(1)))) {
                feeding.awaitSame(SOON);

                // When
                server.cloud()
                        .secretly(() -> {
                            server.cloud().create("d");
                            server.cloud().relabel("a", "zone-b");
                            server.cloud().delete("b");
                        });

                // Then
                feeding.awaitSame(SOON);
                feeding.await(status -> status.missedEvents() == 3, SOON);
                assertThat(feeding.status().relists()).isZero();
            }
        }
    }

    @Test
    void audits_of_a_busy_cluster_find_nothing_missed() throws Exception {
        // Given
        try (FakeApiServer server = new FakeApiServer()) {
            server.cloud().create("steady");
            try (Feeding feeding =
                    new Feeding(server, Feeding.CALM, auditing(Duration.ofMillis(50)))) {

                // When
                for (int i = 0; feeding.status().audits() < 10 || i < 200; i++) {
                    server.cloud().create("node-" + i);
                    server.cloud().relabel("steady", "zone-" + i);
                    if (i >= 10) {
                        server.cloud().delete("node-" + (i - 10));
                    }
                    String newest = "node-" + i;
                    await().pollInterval(Duration.ofMillis(2))
                            .atMost(SOON)
                            .until(() -> feeding.nodes().node(newest) != null);
                }

                // Then
                feeding.awaitSame(SOON);
                assertThat(feeding.status().missedEvents()).isZero();
            }
        }
    }

    @Test
    void a_cluster_restored_from_a_backup_is_followed_again() throws Exception {
        // Given
        try (FakeApiServer server = new FakeApiServer()) {
            server.cloud().create("a");
            server.cloud().create("b");
            try (Feeding feeding = new Feeding(server)) {
                feeding.awaitSame(SOON);

                // When
                server.cloud().setBack(10);

                // Then
                feeding.awaitSame(SOON);
                server.cloud().create("c");
                feeding.awaitSame(SOON);
                assertThat(feeding.status().interruptions()).containsKey(Interruption.STALE);
            }
        }
    }

    @Test
    void one_stale_list_is_not_believed() throws Exception {
        // Given
        try (FakeApiServer server = new FakeApiServer()) {
            server.cloud().create("a");
            server.cloud().create("b");
            try (Feeding feeding = new Feeding(server, Feeding.CALM, Feeding.QUICK)) {
                feeding.awaitSame(SOON);
                feeding.await(s -> s.phase() == FeedStatus.Phase.WATCHING, SOON);
                String old = Cloud.node("a", "uid-1", 5, "long ago");
                server.next(
                        Request::isList,
                        Fault.answer(200, FakeApiServer.page(7, "", List.of(old))));

                // When
                server.next(Request::isWatch, Fault.answer(410, "{}"));
                server.cutAll();

                // Then
                feeding.awaitInterruption(Interruption.STALE, SOON);
                feeding.await(status -> status.relists() >= 1, SOON);
                feeding.awaitSame(SOON);
                assertThat(feeding.nodes().node("b")).isNotNull();
            }
        }
    }

    @Test
    void a_missing_kind_is_waited_for_and_named() throws Exception {
        // Given
        try (FakeApiServer server = new FakeApiServer()) {
            server.cloud().create("a");
            server.next(20, Request::isList, Fault.answer(404, "404 page not found"));
            try (Feeding feeding = new Feeding(server, Feeding.CALM, Feeding.QUICK)) {

                // When
                feeding.await(status -> status.problem().isPresent(), SOON);

                // Then
                assertThat(feeding.status().problem())
                        .contains(new AccessProblem.NotInstalled("nodes"));
                assertThat(feeding.status().synced()).isFalse();
                feeding.awaitSame(SOON);
                assertThat(feeding.status().problem()).isEmpty();
            }
        }
    }

    @Test
    void a_server_that_does_not_take_connections_is_given_up_in_time() throws Exception {
        // Given: a full queue of connections, so that the kernel answers no further one
        List<Socket> queued = new ArrayList<>();
        try (ServerSocket deaf = new ServerSocket()) {
            deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
            for (int i = 0; i < 4; i++) {
                Socket socket = new Socket();
                queued.add(socket);
                try {
                    socket.connect(deaf.getLocalSocketAddress(), 200);
                } catch (java.net.SocketTimeoutException e) {
                    break;
                }
            }

            // When
            String address = "127.0.0.1:" + deaf.getLocalPort();
            try (FakeApiServer server = new FakeApiServer();
                    Feeding feeding =
                            new Feeding(
                                    server,
                                    FakeApiServer.connect(address, Feeding.SHORT),
                                    Feeding.QUICK)) {

                // Then
                feeding.awaitInterruption(Interruption.UNREACHABLE, SOON);
                assertThat(feeding.status().problem())
                        .contains(
                                new AccessProblem.Unreachable(
                                        address, "no connection was made in time"));
            }
        } finally {
            for (Socket socket : queued) {
                socket.close();
            }
        }
    }

    @Test
    void closing_frees_the_connection_in_every_phase() throws Exception {
        for (Fault fault : List.of(Fault.noAnswer(), Fault.stallAfter("{"))) {
            // Given
            try (FakeApiServer server = new FakeApiServer()) {
                server.next(Request::isList, fault);
                Feeding feeding = new Feeding(server, patient(), Feeding.QUICK);
                await().atMost(SOON).until(() -> server.requests().size() == 1);

                // When
                feeding.closeFeed();

                // Then
                await().atMost(SOON).until(() -> server.connections() == 0);
                assertThat(feeding.status().phase()).isEqualTo(FeedStatus.Phase.CLOSED);
                feeding.close();
            }
        }
    }

    /** Deadlines so long that only closing can have ended anything. */
    private static Deadlines patient() {
        Duration hour = Duration.ofHours(1);
        return new Deadlines(hour, hour, hour, hour, hour, hour, hour, hour, hour);
    }

    @Test
    void ages_tell_a_dead_stream_from_a_dead_feed() throws Exception {
        // Given
        try (FakeApiServer server = new FakeApiServer()) {
            server.cloud().create("a");
            try (Feeding feeding = new Feeding(server)) {
                feeding.awaitSame(SOON);

                // When
                server.stop();

                // Then
                feeding.await(status -> status.lastByteAge().toMillis() > 2000, SOON);
                feeding.await(status -> status.lastStepAge().toMillis() < 1000, SOON);
                assertThat(feeding.status().synced()).isTrue();
            }
        }
    }
}
