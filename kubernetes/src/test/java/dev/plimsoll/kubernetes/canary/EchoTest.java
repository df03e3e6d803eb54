package dev.plimsoll.kubernetes.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EchoTest {

    private final AtomicLong nanos = new AtomicLong(1_000_000);
    private final Echo echo = new Echo(nanos::get);

    @Test
    void timesTheWayFromTheRequestToTheWatch() {
        // Given
        long sent = nanos.get();
        pass(20);
        echo.accepted("7", sent);
        pass(30);

        // When
        echo.seen("7");

        // Then
        assertThat(echo.roundTrip()).hasValue(Duration.ofMillis(50));
        assertThat(echo.unreturned()).isZero();
        assertThat(echo.age()).isZero();
    }

    @Test
    void takesAWatchThatIsFasterThanTheAnswer() {
        // Given
        long sent = nanos.get();
        pass(20);
        echo.seen("7");
        pass(30);

        // When
        echo.accepted("7", sent);

        // Then
        assertThat(echo.roundTrip()).hasValue(Duration.ofMillis(20));
        assertThat(echo.unreturned()).isZero();
        assertThat(echo.age()).isEqualTo(Duration.ofMillis(30));
    }

    @Test
    void takesALaterBeatOfAnotherOperatorForItsOwn() {
        // Given
        echo.accepted("7", nanos.get());

        // When
        echo.seen("9");

        // Then
        assertThat(echo.unreturned()).isZero();
    }

    @Test
    void countsBeatsThatDoNotComeBack() {
        // Given
        echo.accepted("7", nanos.get());
        echo.seen("7");
        pass(100);

        // When
        echo.accepted("8", nanos.get());
        echo.accepted("9", nanos.get());
        echo.seen("7");
        pass(100);

        // Then
        assertThat(echo.unreturned()).isEqualTo(2);
        assertThat(echo.age()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void doesNotCountBeatsThatWereNotAccepted() {
        // Given nothing that the server took

        // When
        pass(3_600_000);

        // Then
        assertThat(echo.unreturned()).isZero();
        assertThat(echo.roundTrip()).isEmpty();
        assertThat(echo.age()).isEqualTo(Duration.ofHours(1));
    }

    private void pass(long millis) {
        nanos.addAndGet(Duration.ofMillis(millis).toNanos());
    }
}
