package dev.plimsoll.operator.leadership;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseFenceTest {

    private static final ElectionTimes TIMES = ElectionTimes.STANDARD;

    private final VirtualTime time = new VirtualTime();
    // The monotonic clock overflows three seconds after it starts.
    private final MachineClock clock =
            new MachineClock(
                    time, 1, Long.MAX_VALUE - Duration.ofSeconds(3).toNanos(), Duration.ZERO);
    private final LeaseFence fence = new LeaseFence(clock, clock, TIMES);

    @Test
    void isClosedBeforeTheFirstRenewal() {
        // When
        boolean open = fence.open();

        // Then
        assertThat(open).isFalse();
    }

    @Test
    void isOpenForTheRenewDeadlineAfterTheRenewalWasSent() {
        // Given
        Moment sent = now();
        pass(Duration.ofSeconds(3));
        fence.renewed(sent);
        pass(Duration.ofSeconds(7).minusNanos(1));
        boolean justBefore = fence.open();

        // When
        pass(Duration.ofNanos(1));

        // Then
        assertThat(justBefore).isTrue();
        assertThat(fence.open()).isFalse();
    }

    @Test
    void answerThatComesTooLateOpensNothing() {
        // Given
        Moment sent = now();
        pass(Duration.ofSeconds(60));

        // When
        fence.renewed(sent);

        // Then
        assertThat(fence.open()).isFalse();
    }

    @Test
    void isClosedAfterTheMachineSlept() {
        // Given
        fence.renewed(now());
        clock.sleep();
        pass(Duration.ofSeconds(60));

        // When
        clock.wake();

        // Then
        assertThat(fence.open()).isFalse();
    }

    @Test
    void wallClockThatIsSetBackKeepsItOpenNoLonger() {
        // Given
        fence.renewed(now());
        clock.set(Duration.ofHours(-1));

        // When
        pass(Duration.ofSeconds(10));

        // Then
        assertThat(fence.open()).isFalse();
    }

    @Test
    void staysShutWhateverIsRenewed() {
        // Given
        fence.renewed(now());
        fence.shut();

        // When
        fence.renewed(now());

        // Then
        assertThat(fence.open()).isFalse();
    }

    private Moment now() {
        return Moment.now(clock, clock);
    }

    private void pass(Duration span) {
        time.runUntil(time.nanos() + span.toNanos());
    }
}
