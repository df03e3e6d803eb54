package dev.plimsoll.aws.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

final class DeadlineCallsTest {

    private final AtomicInteger made = new AtomicInteger();
    private final DeadlineCalls<Client> calls =
            new DeadlineCalls<>(() -> new Client(made.incrementAndGet()));

    /** A client that can be told from the next one. */
    private record Client(int number) implements SdkAutoCloseable {
        @Override
        public void close() {}
    }

    @Test
    void usesOneClientAsLongAsAllIsWell() throws Exception {
        // Given
        int first = calls.call("It", Duration.ofMinutes(1), Client::number);

        // When
        int second = calls.call("It", Duration.ofMinutes(1), Client::number);

        // Then
        assertThat(second).isEqualTo(first);
    }

    @Test
    void givesUpWhatNeverAnswersAndBeginsAnew() throws Exception {
        // Given
        CountDownLatch never = new CountDownLatch(1);

        // When
        AwsFailure failure =
                catchThrowableOfType(
                        AwsFailure.class,
                        () ->
                                calls.call(
                                        "It",
                                        Duration.ofMillis(50),
                                        client -> uninterruptibly(never, client)));

        // Then
        assertThat(failure.problem().reason()).isEqualTo("NoAnswer");
        assertThat(calls.<Integer>call("It", Duration.ofMinutes(1), Client::number)).isEqualTo(2);
        never.countDown();
    }

    private static int uninterruptibly(CountDownLatch latch, Client client) {
        while (true) {
            try {
                latch.await();
                return client.number();
            } catch (InterruptedException e) {
                // As a client that swallows it.
            }
        }
    }

    @Test
    void readsCredentialsAnewAfterAFailure() throws Exception {
        // Given
        AwsFailure failure =
                catchThrowableOfType(
                        AwsFailure.class,
                        () ->
                                calls.call(
                                        "It",
                                        Duration.ofMinutes(1),
                                        client -> {
                                            throw SdkClientException.create(
                                                    "Unable to load credentials");
                                        }));

        // When
        int next = calls.call("It", Duration.ofMinutes(1), Client::number);

        // Then
        assertThat(failure.problem().reason()).isEqualTo("NoCredentials");
        assertThat(next).isEqualTo(2);
    }
}
