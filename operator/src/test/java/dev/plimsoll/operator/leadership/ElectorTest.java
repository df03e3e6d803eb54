package dev.plimsoll.operator.leadership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.port.WriteOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ElectorTest {

    private final ElectorBench bench = new ElectorBench();

    @Test
    void freeLeaseIsTakenAtOnce() {
        // Given
        bench.server.create(ElectorBench.SHIPPED);

        // When
        bench.drive(bench.elector, Duration.ofSeconds(1));

        // Then
        assertThat(bench.lease().holder()).isEqualTo("us");
        assertThat(bench.lease().duration()).isEqualTo(Duration.ofSeconds(15));
        assertThat(bench.lease().transitions()).isEqualTo(1);
        assertThat(bench.lease().acquireTime()).contains(bench.clock.instant().minusSeconds(1));
        assertThat(bench.fence.open()).isTrue();
        assertThat(bench.heard).containsExactly("us started 1");
    }

    @Test
    void leaseIsRenewedAboutEveryTwoSeconds() {
        // Given
        bench.server.create(ElectorBench.SHIPPED);
        bench.drive(bench.elector, Duration.ofSeconds(1));
        Optional<Instant> acquired = bench.lease().acquireTime();
        int asked = bench.store.asked;

        // When
        bench.drive(bench.elector, Duration.ofSeconds(60));

        // Then
        assertThat(bench.store.asked - asked).isBetween(27, 34);
        assertThat(bench.lease().acquireTime()).isEqualTo(acquired);
        assertThat(bench.lease().transitions()).isEqualTo(1);
        assertThat(bench.lease().renewTime().orElseThrow())
                .isAfter(bench.clock.instant().minus(Duration.ofSeconds(3)));
    }

    @Test
    void creatorOfMissingLeaseLeadsOnlyAfterItsDuration() {
        // Given
        bench.drive(bench.elector, Duration.ofMillis(14_900));
        boolean early = bench.fence.open();

        // When
        bench.drive(bench.elector, Duration.ofSeconds(3));

        // Then
        assertThat(early).isFalse();
        assertThat(bench.lease().holder()).isEqualTo("us");
        assertThat(bench.fence.open()).isTrue();
    }

    @Test
    void heldLeaseIsTakenWhenItHasNotChangedForItsDuration() {
        // Given
        bench.server.create(
                ElectorBench.SHIPPED.claimed("other", Duration.ofSeconds(7), Instant.EPOCH));
        bench.drive(bench.elector, Duration.ofMillis(6_990));
        String before = bench.lease().holder();

        // When
        bench.drive(bench.elector, Duration.ofMillis(20));

        // Then
        assertThat(before).isEqualTo("other");
        assertThat(bench.lease().holder()).isEqualTo("us");
        assertThat(bench.lease().transitions()).isEqualTo(2);
    }

    @Test
    void leaseThatChangesIsLeftAloneWhateverItsHoldersClockSays() {
        // Given
        bench.server.create(
                ElectorBench.SHIPPED.claimed("other", ElectorBench.TIMES.lease(), Instant.EPOCH));

        // When
        for (int n = 0; n < 10; n++) {
            bench.drive(bench.elector, Duration.ofSeconds(10));
            bench.server.update(bench.lease().renewed(ElectorBench.TIMES.lease(), Instant.EPOCH));
        }

        // Then
        assertThat(bench.lease().holder()).isEqualTo("other");
        assertThat(bench.heard).isEmpty();
    }

    @Test
    void heldLeaseWithoutDurationIsGivenOurs() {
        // Given
        bench.server.create(ElectorBench.SHIPPED.claimed("other", Duration.ZERO, Instant.EPOCH));

        // When
        bench.drive(bench.elector, Duration.ofMillis(14_900));

        // Then
        assertThat(bench.lease().holder()).isEqualTo("other");
    }

    @Test
    void fenceClosesTenSecondsAfterTheLastRenewalWasSent() {
        // Given
        bench.server.create(ElectorBench.SHIPPED);
        bench.drive(bench.elector, Duration.ofSeconds(1));
        bench.store.failing = Optional.of(new WriteOutcome.Doubtful<>("refused"));
        Instant renewed = bench.lease().renewTime().orElseThrow();
        bench.drive(
                bench.elector,
                Duration.between(bench.clock.instant(), renewed.plusSeconds(10))
                        .minus(ElectorBench.A_TICK));
        boolean before = bench.fence.open();

        // When
        bench.drive(bench.elector, ElectorBench.A_TICK);

        // Then
        assertThat(before).isTrue();
        assertThat(bench.fence.open()).isFalse();
        assertThat(bench.heard.getLast())
                .startsWith("us stopped the lease could not be renewed in time");
    }

    @Test
    void leaseThatNobodyTookIsRenewedWhenTheServerIsBack() {
        // Given
        bench.server.create(ElectorBench.SHIPPED);
        bench.drive(bench.elector, Duration.ofSeconds(1));
        bench.store.failing = Optional.of(new WriteOutcome.Refused<>(403, "no right"));
        bench.drive(bench.elector, Duration.ofSeconds(60));

        // When
        bench.store.failing = Optional.empty();
        bench.drive(bench.elector, Duration.ofSeconds(3));

        // Then
        assertThat(bench.fence.open()).isTrue();
        assertThat(bench.lease().transitions()).isEqualTo(1);
    }

    @Test
    void answerThatWasLostCostsNoLeadership() {
        // Given
        bench.server.create(ElectorBench.SHIPPED);
        bench.drive(bench.elector, Duration.ofSeconds(1));
        bench.store.deaf = true;
        bench.drive(bench.elector, Duration.ofSeconds(2));
        bench.store.deaf = false;

        // When
        bench.drive(bench.elector, Duration.ofSeconds(20));

        // Then
        assertThat(bench.fence.open()).isTrue();
        assertThat(bench.heard).containsExactly("us started 1");
    }

    @Test
    void holderThatIsOverturnedClosesItsFenceAsSoonAsItKnows() {
        // Given
        bench.server.create(ElectorBench.SHIPPED);
        bench.drive(bench.elector, Duration.ofSeconds(1));

        // When
        bench.server.update(
                bench.lease().claimed("other", ElectorBench.TIMES.lease(), Instant.EPOCH));
        bench.drive(bench.elector, Duration.ofSeconds(3));

        // Then
        assertThat(bench.fence.open()).isFalse();
        assertThat(bench.heard).containsExactly("us started 1", "us stopped other holds the lease");
        assertThat(bench.elector.standing()).isEqualTo(new Elector.Standing("other", 2));
    }

    @Test
    void holderOfDeletedLeaseWaitsLikeAnyOther() {
        // Given
        bench.server.create(ElectorBench.SHIPPED);
        bench.drive(bench.elector, Duration.ofSeconds(1));

        // When
        bench.server.deleteLease();
        bench.drive(bench.elector, Duration.ofSeconds(3));

        // Then
        assertThat(bench.fence.open()).isFalse();
        assertThat(bench.heard).contains("us stopped the lease was deleted");
        assertThat(bench.lease().holder()).isEqualTo("us");
    }

    @Test
    void storeThatThrowsEndsNothing() {
        // Given
        bench.server.create(ElectorBench.SHIPPED);
        bench.store.throwing = true;
        bench.drive(bench.elector, Duration.ofSeconds(5));

        // When
        bench.store.throwing = false;
        bench.drive(bench.elector, Duration.ofSeconds(5));

        // Then
        assertThat(bench.fence.open()).isTrue();
    }

    @Test
    void serverThatIsBusyIsAskedWhenItSays() {
        // Given
        bench.store.failing = Optional.of(new WriteOutcome.Busy<>(Duration.ofSeconds(1), "busy"));
        bench.drive(bench.elector, ElectorBench.A_TICK);

        // When
        Optional<Duration> wait = bench.elector.untilDue();

        // Then
        assertThat(wait).contains(Duration.ofSeconds(1).minus(ElectorBench.A_TICK));
    }
}
