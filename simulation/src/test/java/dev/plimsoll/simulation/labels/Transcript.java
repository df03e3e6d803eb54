package dev.plimsoll.simulation.labels;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelSpec;
import dev.plimsoll.simulation.Simulation;
import dev.plimsoll.simulation.cluster.Commit;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes down every commit of a run, one a line, so that two runs can be compared and read. */
final class Transcript {

    /** Which labels of a node are of no interest. */
    private static final Set<String> DULL = Set.of("kubernetes.io/hostname");

    private final Consumer<String> line;

    Transcript(Consumer<String> line) {
        this.line = line;
    }

    void of(Simulation simulation) {
        simulation.state().nodes().observe(commit -> write(commit, Transcript::node));
        simulation.state().policies().observe(commit -> write(commit, Transcript::policy));
    }

    private interface Words<T> {
        String of(T object);
    }

    private <T> void write(Commit<T> commit, Words<T> words) {
        line.accept(
                "%d %s %s %s"
                        .formatted(
                                commit.version(),
                                commit.at(),
                                commit.author(),
                                after(commit.before(), commit.after(), words)));
    }

    private static <T> String after(@Nullable T before, @Nullable T after, Words<T> words) {
        if (after != null) {
            return words.of(after);
        }
        return "gone: " + (before == null ? "" : words.of(before));
    }

    private static String node(Node node) {
        Map<String, String> labels = new TreeMap<>(node.labels());
        labels.keySet().removeAll(DULL);
        Map<String, String> claims = new TreeMap<>();
        node.claims()
                .forEach((policy, claim) ->
                        claims.put(
                                policy,
                                new TreeMap<>(claim.applied())
                                        + " over "
                                        + new TreeMap<>(claim.before())));
        return "%s %s%s%s %s %s %s since %s"
                .formatted(
                        node.name(),
                        node.readiness().status(),
                        node.unschedulable() ? " cordoned" : "",
                        node.deleting() ? " deleting" : "",
                        node.taints(),
                        labels,
                        claims,
                        node.readiness().since());
    }

    private static String policy(LabelPolicy policy) {
        return "%s generation %d%s%s %s, observed %d, %d of %d %s"
                .formatted(
                        policy.name(),
                        policy.generation(),
                        policy.deleting() ? " deleting" : "",
                        policy.finalized() ? " finalized" : "",
                        spec(policy.spec()),
                        policy.status().observedGeneration(),
                        policy.status().labelled(),
                        policy.status().desired(),
                        policy.status().conditions());
    }

    /** Maps print in an order of the JVM's own; these are put into one. */
    private static String spec(Reading<LabelSpec> reading) {
        return switch (reading) {
            case Reading.Invalid(String problem) -> problem;
            case Reading.Valid(var spec) ->
                    "%s %s %s %s %s %s %s"
                            .formatted(
                                    spec.strategy(),
                                    spec.count(),
                                    new TreeMap<>(spec.labels()),
                                    new TreeMap<>(spec.nodeSelector().matchLabels())
                                            + spec.nodeSelector().matchExpressions().toString(),
                                    spec.spreadBy(),
                                    spec.notReadyGrace(),
                                    spec.minimumDwell());
        };
    }
}
