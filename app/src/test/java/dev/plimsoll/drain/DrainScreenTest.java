package dev.plimsoll.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.drain.DrainPlan;
import dev.plimsoll.core.drain.DrainPod;
import dev.plimsoll.core.drain.DrainStep;
import dev.plimsoll.core.drain.NodeEnd;
import dev.plimsoll.core.drain.Tier;
import dev.plimsoll.core.fleet.OwnerReference;
import dev.plimsoll.operator.drain.DrainResult;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stands on a terminal while nodes are drained. */
class DrainScreenTest {

    private static final Pattern UP_AND_CLEAR = Pattern.compile("\u001b\\[(\\d+)A\u001b\\[J");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DrainScreen screen =
            new DrainScreen(
                    new PrintStream(bytes, true, StandardCharsets.UTF_8),
                    Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC),
                    60);

    @AfterEach
    void close() {
        screen.close();
    }

    @Test
    void nodesUnderWayStandBelowWhatHasHappened() {
        // Given
        screen.planned(plan("node-1", 4));
        screen.planned(plan("node-2", 2));
        screen.evicting("node-1", pod("web-1"));
        screen.gone("node-1", pod("web-1"), Duration.ofSeconds(2));
        screen.evicting("node-1", pod("web-2"));

        // When
        screen.waiting(
                "node-2",
                "The pod shop/db-0 has the budget shop/db, which allows no disruption now.");

        // Then
        List<String> shown = shown();
        assertThat(shown).hasSize(7);
        assertThat(shown.get(3)).contains("node-1", "gone", "shop/web-1", "[1/4]");
        assertThat(shown.get(5))
                .isEqualTo("node-1  [#####...............] 1/4  shop/web-2 is ending fo");
        assertThat(shown.get(6))
                .isEqualTo("node-2  [....................] 0/2  The pod shop/db-0 has t");
    }

    @Test
    void onlyWhatHasHappenedIsLeftInTheEnd() {
        // Given
        screen.planned(plan("node-1", 1));
        screen.evicting("node-1", pod("web-1"));
        screen.gone("node-1", pod("web-1"), Duration.ofSeconds(2));

        // When
        screen.ended("node-1", new DrainResult.Drained(1, Duration.ofSeconds(3)));
        screen.close();

        // Then
        assertThat(shown()).hasSize(4);
        assertThat(shown().getLast()).contains("drained in 3.0 s");
    }

    /** The lines on the screen, as a terminal would have them that knows what is used here. */
    private List<String> shown() {
        List<String> lines = new ArrayList<>();
        String text = bytes.toString(StandardCharsets.UTF_8);
        Matcher control = UP_AND_CLEAR.matcher(text);
        int from = 0;
        while (control.find()) {
            text.substring(from, control.start()).lines().forEach(lines::add);
            int up = Integer.parseInt(control.group(1));
            lines.subList(lines.size() - up, lines.size()).clear();
            from = control.end();
        }
        text.substring(from).lines().forEach(lines::add);
        return lines;
    }

    private static DrainPlan plan(String node, int pods) {
        List<DrainStep> steps = new ArrayList<>();
        for (int order = 1; order <= pods; order++) {
            steps.add(
                    new DrainStep(
                            order,
                            pod("web-" + order),
                            DrainStep.Action.EVICT,
                            Tier.STATELESS,
                            "",
                            Optional.empty(),
                            Optional.empty()));
        }
        return new DrainPlan(node, new NodeEnd("", NodeEnd.Owner.NONE, ""), false, steps);
    }

    private static DrainPod pod(String name) {
        return new DrainPod(
                "shop",
                name,
                "uid-" + name,
                "node",
                false,
                false,
                new OwnerReference("ReplicaSet", "web"),
                0,
                Map.of(),
                Set.of(),
                true,
                null,
                "");
    }
}
