package dev.plimsoll.core.drain.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskStateTest {

    private static final List<Trigger.Full> LINES =
            List.of(
                    new Trigger.Full(DiskMetric.BYTES, 75, 80, Duration.ZERO),
                    new Trigger.Full(DiskMetric.INODES, 85, 90, Duration.ZERO));

    @ParameterizedTest
    @CsvSource({
        "26, 26, WELL",
        "25, 26, WARNED",
        "20, 26, OVER",
        "26, 15, WARNED",
        "26, 10, OVER",
        "25, 10, OVER",
        ", 26, WELL",
        ", , UNKNOWN"
    })
    void worstOfBytesAndInodesCounts(
            @Nullable Long free, @Nullable Long inodesFree, DiskState expected) {
        // Given
        Filesystem filesystem =
                new Filesystem(
                        "/",
                        Optional.ofNullable(free).map(it -> new Amount(100, it)),
                        Optional.ofNullable(inodesFree).map(it -> new Amount(100, it)));

        // When
        DiskState state =
                DiskState.of(new NodeDisks("a", Instant.EPOCH, List.of(filesystem)), LINES);

        // Then
        assertThat(state).isEqualTo(expected);
    }
}
