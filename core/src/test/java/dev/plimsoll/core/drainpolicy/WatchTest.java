package dev.plimsoll.core.drainpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.drain.Cordon;
import dev.plimsoll.core.drain.signal.Amount;
import dev.plimsoll.core.drain.signal.DiskOutcome;
import dev.plimsoll.core.drain.signal.Filesystem;
import dev.plimsoll.core.drain.signal.NodeCondition;
import dev.plimsoll.core.drain.signal.NodeDisks;
import dev.plimsoll.core.drain.signal.NodeLocator;
import dev.plimsoll.core.drain.signal.Sight;
import dev.plimsoll.core.drain.signal.Standing.State;
import dev.plimsoll.core.drain.signal.Trigger;
import dev.plimsoll.core.drain.signal.WatchedNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchTest {

    private static final Trigger BROKEN =
            new Trigger.Stated("ReadonlyFilesystem", "True", Duration.ZERO);
    private static final List<Trigger> TRIGGERS = List.of(PolicyFleet.DISK, BROKEN);

    private final Watch watch = new Watch();

    @Test
    void silenceOfOneSourceDoesNotHideWhatAnotherSays() {
        // Given
        WatchedNode node = node(new NodeCondition("ReadonlyFilesystem", "True", PolicyFleet.NOW));

        // When
        Watch.Known known = look(node, new DiskOutcome.Failed("It is down."), PolicyFleet.NOW);

        // Then
        assertThat(known.worst())
                .get()
                .satisfies(it -> {
                    assertThat(it.trigger()).isEqualTo(BROKEN);
                    assertThat(it.state()).isEqualTo(State.OVER);
                });
        assertThat(known.confirmed()).isTrue();
        assertThat(known.unknown()).contains("It is down.");
    }

    @Test
    void whatIsOnlyRememberedIsNotConfirmed() {
        // Given
        WatchedNode node = node();
        look(node, disks(85), PolicyFleet.NOW);

        // When
        Watch.Known known =
                look(node, new DiskOutcome.Failed("It is down."), PolicyFleet.NOW.plusSeconds(30));

        // Then
        assertThat(known.worst()).isPresent();
        assertThat(known.confirmed()).isFalse();
    }

    @Test
    void nodeThatIsNotLookedAtIsForgotten() {
        // Given
        WatchedNode node = node();
        look(node, disks(85), PolicyFleet.NOW);

        // When
        watch.look(TRIGGERS, List.of(), evidence(disks(85), PolicyFleet.NOW.plusSeconds(30)));
        Watch.Known known = look(node, disks(85), PolicyFleet.NOW.plusSeconds(60));

        // Then
        assertThat(known.worst())
                .get()
                .satisfies(it -> assertThat(it.since()).isEqualTo(PolicyFleet.NOW.plusSeconds(60)));
    }

    private Watch.Known look(WatchedNode node, DiskOutcome disks, Instant now) {
        return watch.look(TRIGGERS, List.of(node), evidence(disks, now)).getFirst();
    }

    private static Sight.Evidence evidence(DiskOutcome disks, Instant now) {
        return new Sight.Evidence(disks, Map.of(), new NodeLocator(List.of()), now);
    }

    private static DiskOutcome disks(int percent) {
        Filesystem root =
                new Filesystem("/", Optional.of(new Amount(100, 100 - percent)), Optional.empty());
        return new DiskOutcome.Read(
                Map.of("a", new NodeDisks("a", PolicyFleet.NOW, List.of(root))),
                Map.of(),
                List.of());
    }

    private static WatchedNode node(NodeCondition... conditions) {
        return new WatchedNode(
                PolicyFleet.node("a", "z").node(),
                List.of(),
                List.of(conditions),
                WatchedNode.KUBELET_PORT,
                Cordon.NONE);
    }
}
