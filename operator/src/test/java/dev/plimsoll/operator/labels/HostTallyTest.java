package dev.plimsoll.operator.labels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.labels.LabelPolicyStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostTallyTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void countsAMoveOnlyWhenANodeTakesTheLabelsInPlaceOfAnother() {
        // Given
        HostTally tally = new HostTally(LabelPolicyStatus.NONE, List.of(), NOON);
        tally.added("a", 1);
        tally.added("b", 2);

        // When: one of the two went, and c came for it.
        tally.added("c", 2);

        // Then
        assertThat(tally.moves()).isEqualTo(1);
        assertThat(tally.hosts()).isEqualTo(3);
    }

    @Test
    void countsAHostOncePerHour() {
        // Given
        HostTally tally = new HostTally(LabelPolicyStatus.NONE, List.of("a"), NOON);
        tally.added("b", 1);
        tally.added("a", 1);
        assertThat(tally.hosts()).isEqualTo(2);

        // When
        tally.roll(List.of("a"), NOON.plusSeconds(3600));

        // Then
        assertThat(tally.hosts()).isEqualTo(1);
        assertThat(tally.nextHour()).isEqualTo(NOON.plusSeconds(7200));
    }

    @Test
    void goesOnFromTheRecordAfterARestart() {
        // Given
        long hour = NOON.getEpochSecond() / 3600;
        LabelPolicyStatus recorded =
                new LabelPolicyStatus(1, 2, 2, 9, 7, 4, hour, List.of(), List.of());

        // When
        HostTally tally = new HostTally(recorded, List.of("a", "b"), NOON.plusSeconds(60));

        // Then
        assertThat(tally.moves()).isEqualTo(7);
        assertThat(tally.hosts()).isEqualTo(4);
    }

    @Test
    void takesOverNoHostsOfAnEarlierHourAndNoMoveForALostNode() {
        // Given: of two nodes that carried the labels an hour ago one has gone meanwhile.
        long earlier = NOON.getEpochSecond() / 3600 - 1;
        LabelPolicyStatus recorded =
                new LabelPolicyStatus(1, 2, 2, 9, 7, 4, earlier, List.of(), List.of());
        HostTally tally = new HostTally(recorded, List.of("a"), NOON);
        int before = tally.hosts();

        // When
        tally.added("c", 2);

        // Then
        assertThat(before).isEqualTo(1);
        assertThat(tally.moves()).isEqualTo(8);
    }
}
