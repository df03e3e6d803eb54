package dev.plimsoll.simulation.labels;

import dev.plimsoll.core.fleet.LabelClaim;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelMarker;
import dev.plimsoll.simulation.cluster.Author;
import dev.plimsoll.simulation.cluster.Commit;
import dev.plimsoll.simulation.cluster.CommitObserver;
import dev.plimsoll.simulation.life.SpecDice;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows for every node what people had set before any policy came: a key that no policy claims must
 * have that value. It sees every commit, and so finds a label that leaks or is lost at the very
 * write that did it.
 */
final class LostAndFound implements CommitObserver<Node> {

    /** By the node's uid. */
    private final Map<String, Map<String, Belonging>> belongings = new HashMap<>();

    /**
     * What one key of one node belongs to.
     *
     * @param own the values that count as people's: mostly one, two where people destroyed the
     *     record of what is theirs
     * @param over what a person set over a claimed label, as long as it stands: one value or none
     */
    private record Belonging(Set<Optional<String>> own, Set<Optional<String>> over) {}

    @Override
    public void committed(Commit<Node> commit) {
        Node after = commit.after();
        Node before = commit.before();
        if (after == null) {
            belongings.remove(Objects.requireNonNull(before).uid());
            return;
        }
        Map<String, Belonging> known =
                belongings.computeIfAbsent(after.uid(), _ -> new HashMap<>());
        for (String key : SpecDice.KEYS) {
            Belonging was =
                    known.getOrDefault(key, new Belonging(Set.of(value(after, key)), Set.of()));
            known.put(
                    key,
                    commit.author() == Author.OPERATOR
                            ? written(after, key, forgetting(before, was))
                            : handled(before, after, key, was));
        }
    }

    /**
     * Where only a marker says that a policy has been here, its labels are taken to be the
     * policy's, and nobody can tell any more.
     */
    private static Belonging forgetting(@Nullable Node before, Belonging was) {
        if (before == null || !markedOnly(before)) {
            return was;
        }
        Set<Optional<String>> own = new HashSet<>(was.own);
        own.add(Optional.empty());
        return new Belonging(own, was.over);
    }

    /** After the operator's write: what it no longer claims must be as it was. */
    private static Belonging written(Node node, String key, Belonging was) {
        Optional<String> value = value(node, key);
        if (claimed(node, key)) {
            boolean asApplied =
                    node.claims().values().stream()
                            .map(LabelClaim::applied)
                            .anyMatch(
                                    applied -> value.equals(Optional.ofNullable(applied.get(key))));
            return asApplied ? new Belonging(was.own, Set.of()) : was;
        }
        if (!was.own.contains(value) && !was.over.contains(value)) {
            throw new BrokenInvariant(
                    "no policy claims %s on node %s: it is %s and should be %s"
                            .formatted(key, node.name(), said(value), was));
        }
        return new Belonging(own(value, markedOnly(node)), Set.of());
    }

    /** After somebody else's write. */
    private static Belonging handled(@Nullable Node before, Node after, String key, Belonging was) {
        Optional<String> value = value(after, key);
        boolean changed = before == null || !value.equals(value(before, key));
        if (claimed(after, key)) {
            // What a removed claim had set belongs, from now on, to whoever removed it.
            return changed || claims(before, key) > claims(after, key)
                    ? new Belonging(was.own, Set.of(value))
                    : was;
        }
        boolean wasClaimed = before != null && claimed(before, key);
        if (!changed && !wasClaimed) {
            return was;
        }
        return new Belonging(own(value, wasClaimed || markedOnly(after)), Set.of());
    }

    /** With a claim the memory goes; the labels may be taken for the policy's still. */
    private static Set<Optional<String>> own(Optional<String> value, boolean forgotten) {
        return forgotten && value.isPresent() ? Set.of(value, Optional.empty()) : Set.of(value);
    }

    private static boolean claimed(Node node, String key) {
        return claims(node, key) > 0;
    }

    private static long claims(@Nullable Node node, String key) {
        return node == null
                ? 0
                : node.claims().values().stream()
                        .filter(claim -> claim.applied().containsKey(key))
                        .count();
    }

    private static boolean markedOnly(Node node) {
        return LabelMarker.policiesOn(node).stream()
                .anyMatch(policy -> !node.claims().containsKey(policy));
    }

    private static Optional<String> value(Node node, String key) {
        return Optional.ofNullable(node.labels().get(key));
    }

    private static String said(Optional<String> value) {
        return value.orElse("absent");
    }
}
