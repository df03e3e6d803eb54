package dev.plimsoll.kubernetes.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.kubernetes.connection.Interruption;
import dev.plimsoll.kubernetes.fake.FakeApiServer;
import dev.plimsoll.kubernetes.fake.Fault;
import dev.plimsoll.kubernetes.fake.Request;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a feed goes on after one end of a stream, and after many in a row. */
class FeedPaceTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int MANY = 30;

    /** After so many failures in a row it would wait for days. */
    private static final FeedSettings UNBOUNDED =
            settings(Duration.ofMillis(1), Duration.ofDays(9));

    private static FeedSettings settings(Duration first, Duration cap) {
        return new FeedSettings(3, Duration.ofMinutes(10), first, cap, Duration.ofSeconds(2), 3);
    }

    @Test
    void whatCameThroughAWatchEndsTheBackoff() throws Exception {
        // Given
        try (FakeApiServer server = new FakeApiServer()) {
            server.cloud().create("a");
            long version = server.cloud().version();
            Fault cut = Fault.cutAfter(FakeApiServer.bookmark(version));

            // When
            server.next(MANY, Request::isWatch, cut);

            // Then
            try (Feeding feeding = new Feeding(server, Feeding.CALM, UNBOUNDED)) {
                feeding.await(
                        status -> status.interruptions().getOrDefault(Interruption.CUT, 0L) >= MANY,
                        SOON);
                assertThat(feeding.status().relists()).isZero();
            }
        }
    }

    @Test
    void watchesThatEndBeforeAnythingCameLeadToAList() throws Exception {
        // Given
        try (FakeApiServer server = new FakeApiServer()) {
            server.cloud().create("a");

            // When
            server.next(3, Request::isWatch, Fault.endAfter(""));

            // Then
            try (Feeding feeding = new Feeding(server, Feeding.CALM, Feeding.QUICK)) {
                feeding.await(status -> status.relists() == 1, SOON);
            }
        }
    }

    @Test
    void toBeTooLateAgainAndAgainIsAFailure() throws Exception {
        // Given
        try (FakeApiServer server = new FakeApiServer()) {
            server.cloud().create("a");

            // When
            server.next(MANY, Request::isWatch, Fault.answer(410, "{}"));

            // Then
            Duration second = Duration.ofSeconds(1);
            try (Feeding feeding = new Feeding(server, Feeding.CALM, settings(second, second))) {
                feeding.await(status -> status.problem().isPresent(), SOON);
            }
        }
    }

    @Test
    void aListOlderThanAnOwnWriteIsStale() throws Exception {
        // Given
        try (FakeApiServer server = new FakeApiServer()) {
            server.cloud().create("a");
            try (Feeding feeding = new Feeding(server, Feeding.CALM, Feeding.QUICK)) {
                feeding.awaitSame(SOON);

                // When: the answer to a write shows what this server's lists do not.
                feeding.nodes().store().offer(later(feeding.nodes().node("a")));
                server.next(Request::isWatch, Fault.answer(410, "{}"));
                server.cutAll();

                // Then
                feeding.await(
                        status -> status.interruptions().containsKey(Interruption.STALE), SOON);
            }
        }
    }

    private static Node later(@Nullable Node seen) {
        Node node = Objects.requireNonNull(seen);
        return new Node(
                node.name(),
                node.uid(),
                "999999",
                node.createdAt(),
                node.labels(),
                node.claims(),
                node.taints(),
                true,
                node.deleting(),
                node.readiness(),
                node.providerId());
    }
}
