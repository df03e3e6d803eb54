package dev.plimsoll.operator.leadership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.port.LeaseRecord;
import dev.plimsoll.core.port.WriteOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ElectorLeavesTest {

    private final ElectorBench bench = new ElectorBench();

    @Test
    void leaverGivesTheLeaseBackAndFollowerTakesIt() {
        // Given
        bench.server.create(ElectorBench.SHIPPED);
        bench.drive(bench.elector, Duration.ofSeconds(1));
        Elector follower = bench.follower();
        bench.drive(follower, Duration.ofSeconds(1));

        // When
        bench.elector.leave();
        bench.drive(bench.elector, ElectorBench.A_TICK);
        LeaseRecord released = bench.lease();
        bench.drive(follower, Duration.ofMillis(1_200));

        // Then
        assertThat(bench.elector.over()).isTrue();
        assertThat(bench.elector.untilDue()).isEmpty();
        assertThat(released.holder()).isEmpty();
        assertThat(released.duration()).isEqualTo(Duration.ofSeconds(1));
        assertThat(bench.lease().holder()).isEqualTo("follower");
        assertThat(bench.heard)
                .containsExactly(
                        "us started 1",
                        "us stopped this process gives the lease back",
                        "follower started 2");
    }

    @Test
    void leaseIsGivenBackOnlyWhenWritesAreOver() {
        // Given
        bench.server.create(ElectorBench.SHIPPED);
        bench.drive(bench.elector, Duration.ofSeconds(1));
        boolean entered = bench.gate.enter();
        bench.elector.leave();
        bench.drive(bench.elector, Duration.ofSeconds(1));
        String meanwhile = bench.lease().holder();

        // When
        bench.gate.leave(true);
        bench.drive(bench.elector, Duration.ofMillis(20));

        // Then
        assertThat(entered).isTrue();
        assertThat(meanwhile).isEqualTo("us");
        assertThat(bench.lease().free()).isTrue();
    }

    @Test
    void writeWithoutAnswerHoldsTheLeaseBackUntilItCannotArrive() {
        // Given
        bench.server.create(ElectorBench.SHIPPED);
        bench.drive(bench.elector, Duration.ofSeconds(1));
        WriteOutcome<String> outcome =
                bench.gate.pass(() -> new WriteOutcome.Doubtful<>("no answer"));
        bench.elector.leave();
        bench.drive(bench.elector, Duration.ofMillis(4_900));
        String meanwhile = bench.lease().holder();

        // When
        bench.drive(bench.elector, Duration.ofMillis(200));

        // Then
        assertThat(outcome).isInstanceOf(WriteOutcome.Doubtful.class);
        assertThat(meanwhile).isEqualTo("us");
        assertThat(bench.lease().free()).isTrue();
    }

    @Test
    void writeThatNeverEndsDoesNotHoldTheLeaseBackForEver() {
        // Given
        bench.server.create(ElectorBench.SHIPPED);
        bench.drive(bench.elector, Duration.ofSeconds(1));
        boolean entered = bench.gate.enter();
        bench.elector.leave();

        // When
        bench.drive(bench.elector, ElectorBench.TIMES.aftermath().plusMillis(100));

        // Then
        assertThat(entered).isTrue();
        assertThat(bench.lease().free()).isTrue();
    }

    @Test
    void leaseThatWasTakenWithoutAnAnswerIsFoundAndGivenBack() {
        // Given
        bench.server.create(ElectorBench.SHIPPED);
        bench.elector.step();
        bench.store.deaf = true;
        bench.elector.step();
        bench.store.deaf = false;
        String taken = bench.lease().holder();

        // When
        bench.elector.leave();
        bench.drive(bench.elector, Duration.ofSeconds(1));

        // Then
        assertThat(taken).isEqualTo("us");
        assertThat(bench.lease().free()).isTrue();
    }

    @Test
    void leaseThatAPersonHasTouchedIsReadAgainAndGivenBack() {
        // Given
        bench.server.create(ElectorBench.SHIPPED);
        bench.drive(bench.elector, Duration.ofSeconds(1));
        bench.server.update(bench.lease());

        // When
        bench.elector.leave();
        bench.drive(bench.elector, Duration.ofSeconds(1));

        // Then
        assertThat(bench.elector.over()).isTrue();
        assertThat(bench.lease().free()).isTrue();
    }

    @Test
    void leaverThatCannotReachTheServerGivesUp() {
        // Given
        bench.server.create(ElectorBench.SHIPPED);
        bench.drive(bench.elector, Duration.ofSeconds(1));
        bench.store.failing = Optional.of(new WriteOutcome.Doubtful<>("refused"));
        bench.elector.leave();

        // When
        bench.drive(bench.elector, Duration.ofSeconds(11));

        // Then
        assertThat(bench.elector.over()).isTrue();
        assertThat(bench.fence.open()).isFalse();
    }

    @Test
    void followerThatLeavesLeavesAtOnce() {
        // Given
        bench.server.create(
                ElectorBench.SHIPPED.claimed("other", ElectorBench.TIMES.lease(), Instant.EPOCH));
        bench.drive(bench.elector, Duration.ofSeconds(1));

        // When
        bench.elector.leave();
        bench.drive(bench.elector, ElectorBench.A_TICK);

        // Then
        assertThat(bench.elector.over()).isTrue();
        assertThat(bench.lease().holder()).isEqualTo("other");
    }
}
