package dev.plimsoll.core.capacity.consolidate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.capacity.Basis;
import dev.plimsoll.core.capacity.consolidate.Board.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class BoardTest {

    static final ConsolidateOptions REQUESTS =
            QualityFleet.options(Basis.REQUESTS, Promise.ANY_ORDER);

    @Property(tries = 300)
    void admitsWhatTheFiltersAdmitAfterAnyMoves(@ForAll long seed) {
        // Given
        Random random = new Random(seed);
        ConsolidateFleet fleet = RandomFleet.drawn(seed, 7, 12, false);
        Layout layout = Layout.of(fleet, REQUESTS);
        Board board = new Board(layout);
        PlainScheduler plain = new PlainScheduler(fleet);
        List<String> differences = new ArrayList<>();

        // When
        for (int move = 0; move < 30 && !layout.pods().isEmpty(); move++) {
            if (random.nextInt(8) == 0) {
                int node = random.nextInt(layout.nodes());
                board.state(node, State.CORDONED);
                plain.cordoned.add(layout.name(node));
            }
            int pod = random.nextInt(layout.pods().size());
            board.take(pod);
            plain.nodeOf.remove(layout.key(pod));
            List<Integer> free = new ArrayList<>();
            for (int node = 0; node < layout.nodes(); node++) {
                boolean admitted = board.admits(pod, node);
                if (admitted != plain.admits(layout.key(pod), layout.name(node))) {
                    differences.add(layout.key(pod) + " on " + layout.name(node));
                }
                if (admitted) {
                    free.add(node);
                }
            }
            int to = free.isEmpty() ? layout.home()[pod] : free.get(random.nextInt(free.size()));
            board.put(pod, to);
            plain.nodeOf.put(layout.key(pod), layout.name(to));
            if (random.nextInt(5) == 0) {
                board = board.copy();
            }
        }

        // Then
        assertThat(differences).isEmpty();
    }
}
