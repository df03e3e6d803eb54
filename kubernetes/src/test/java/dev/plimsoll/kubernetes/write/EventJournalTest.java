package dev.plimsoll.kubernetes.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.core.port.Journal.Severity;
import dev.plimsoll.core.port.Journal.Subject;
import dev.plimsoll.core.port.Passage;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.kubernetes.fake.FakeApiServer;
import dev.plimsoll.kubernetes.fake.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventJournalTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-22T00:00:00.5Z"));
    private static final Subject NODE = new Subject("v1", "Node", "node-1", "uid-1");

    @Test
    void an_event_is_posted_as_the_api_wants_it() throws Exception {
        // Given
        try (FakeApiServer server = new FakeApiServer();
                Cluster cluster = server.connect(Deadlines.STANDARD);
                EventJournal journal = new EventJournal(cluster, "pod-1", CLOCK, 10)) {
            server.next(_ -> true, Fault.answer(201, "{}"));

            // When
            journal.record(NODE, Severity.WARNING, "Stuck", "It is stuck.");

            // Then
            await().atMost(SOON).until(() -> server.requests().size() == 1);
            JsonNode event = new ObjectMapper().readTree(server.requests().getFirst().body());
            assertThat(event.path("eventTime").asText()).isEqualTo("2026-11-22T00:00:00.500000Z");
            assertThat(event.path("reason").asText()).isEqualTo("Stuck");
            assertThat(event.path("type").asText()).isEqualTo("Warning");
            assertThat(event.path("regarding").path("uid").asText()).isEqualTo("uid-1");
            assertThat(event.path("metadata").path("namespace").asText()).isEqualTo("default");
        }
    }

    @Test
    void a_busy_server_is_asked_again_with_the_same_event() throws Exception {
        // Given
        try (FakeApiServer server = new FakeApiServer();
                Cluster cluster = server.connect(Deadlines.STANDARD);
                EventJournal journal = new EventJournal(cluster, "pod-1", CLOCK, 10)) {
            server.next(_ -> true, Fault.answer(429, "{}"));
            server.next(_ -> true, Fault.answer(409, "{}"));

            // When
            journal.record(NODE, Severity.NORMAL, "Fine", "It is fine.");

            // Then
            await().atMost(SOON).until(() -> server.requests().size() == 2);
            assertThat(server.requests().getFirst().body())
                    .isEqualTo(server.requests().getLast().body());
            assertThat(journal.dropped()).isZero();
        }
    }

    @Test
    void it_never_blocks_and_counts_what_it_drops() throws Exception {
        // Given
        try (FakeApiServer server = new FakeApiServer();
                Cluster cluster = server.connect(Deadlines.STANDARD);
                EventJournal journal = new EventJournal(cluster, "pod-1", CLOCK, 10)) {
            server.next(_ -> true, Fault.noAnswer());
            journal.record(NODE, Severity.NORMAL, "First", "x");
            await().atMost(SOON).until(() -> server.requests().size() == 1);

            // When
            for (int i = 0; i < 100; i++) {
                journal.record(NODE, Severity.NORMAL, "More", "x");
            }

            // Then
            assertThat(journal.dropped()).isEqualTo(90);
        }
    }

    @Test
    void an_event_counts_as_a_write_until_its_answer() throws Exception {
        // Given
        CountingGate gate = new CountingGate();
        try (FakeApiServer server = new FakeApiServer();
                Cluster cluster = server.connect(Deadlines.STANDARD);
                EventJournal journal = new EventJournal(cluster, "pod-1", CLOCK, 10, gate)) {
            server.next(_ -> true, Fault.answer(500, "{}"));
            server.next(_ -> true, Fault.noAnswer());

            // When
            journal.record(NODE, Severity.NORMAL, "Fine", "It is fine.");

            // Then
            await().atMost(SOON).until(() -> server.requests().size() == 2);
            assertThat(gate.answered).hasValue(1);
            assertThat(gate.underWay).hasValue(1);
            await().atMost(SOON).until(() -> gate.doubted.get() == 1);
            assertThat(gate.underWay).hasValue(0);
        }
    }

    @Test
    void a_fault_over_one_event_is_not_the_end_of_all() throws Exception {
        // Given
        CountingGate gate = new CountingGate();
        gate.faults.set(1);
        try (FakeApiServer server = new FakeApiServer();
                Cluster cluster = server.connect(Deadlines.STANDARD);
                EventJournal journal = new EventJournal(cluster, "pod-1", CLOCK, 10, gate)) {
            server.next(_ -> true, Fault.answer(201, "{}"));
            journal.record(NODE, Severity.NORMAL, "First", "x");

            // When
            journal.record(NODE, Severity.NORMAL, "Second", "x");

            // Then
            await().atMost(SOON).until(() -> server.requests().size() == 1);
            assertThat(server.requests().getFirst().body()).contains("Second");
            assertThat(journal.dropped()).isEqualTo(1);
        }
    }

    @Test
    void nothing_is_posted_through_a_closed_gate() throws Exception {
        // Given
        CountingGate gate = new CountingGate();
        gate.closed = true;
        try (FakeApiServer server = new FakeApiServer();
                Cluster cluster = server.connect(Deadlines.STANDARD);
                EventJournal journal = new EventJournal(cluster, "pod-1", CLOCK, 10, gate)) {

            // When
            journal.record(NODE, Severity.NORMAL, "Fine", "It is fine.");

            // Then
            await().atMost(SOON).until(() -> gate.asked.get() > 0);
            assertThat(server.requests()).isEmpty();
        }
    }

    private static final class CountingGate implements Passage {
        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger underWay = new AtomicInteger();
        private final AtomicInteger answered = new AtomicInteger();
        private final AtomicInteger doubted = new AtomicInteger();
        private final AtomicInteger faults = new AtomicInteger();
        private volatile boolean closed;

        @Override
        public boolean enter() {
            if (faults.getAndDecrement() > 0) {
                throw new IllegalStateException("a bug");
            }
            asked.incrementAndGet();
            if (!closed) {
                underWay.incrementAndGet();
            }
            return !closed;
        }

        @Override
        public void leave(boolean over) {
            underWay.decrementAndGet();
            (over ? answered : doubted).incrementAndGet();
        }
    }

    @Test
    void what_waits_goes_out_before_the_end() throws Exception {
        // Given
        try (FakeApiServer server = new FakeApiServer();
                Cluster cluster = server.connect(Deadlines.STANDARD)) {
            server.next(3, _ -> true, Fault.answer(201, "{}"));
            EventJournal journal = new EventJournal(cluster, "pod-1", CLOCK, 10);
            journal.record(NODE, Severity.NORMAL, "One", "x");
            journal.record(NODE, Severity.NORMAL, "Two", "x");
            journal.record(NODE, Severity.NORMAL, "Three", "x");

            // When
            journal.close();

            // Then: what did not make it within a second is at least counted
            await().atMost(SOON).until(() -> server.requests().size() + journal.dropped() >= 3);
        }
    }
}
