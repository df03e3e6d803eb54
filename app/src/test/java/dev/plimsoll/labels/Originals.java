package dev.plimsoll.labels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.fleet.LabelClaim;
import dev.plimsoll.core.fleet.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The values that people gave to labels which policies also set. A value set by hand may become the
 * original or may be taken for a fault and overwritten, depending on whether the policy held the
 * node just then; what it became is known at the next calm, and must stay so.
 */
final class Originals {

    private static final Optional<String> ABSENT = Optional.empty();

    private final Map<String, Map<String, Set<Optional<String>>>> possible = new HashMap<>();

    /** Hears that a person sets a label; an empty value removes it. */
    void edited(String node, String key, String value) {
        possible(node, key).add(value.isEmpty() ? ABSENT : Optional.of(value));
    }

    /** Checks that the original of a key is still there: on the node, or below a policy's claim. */
    void check(Node node, String key) {
        assertThat(original(node, key))
                .as("original value of %s on %s", key, node.name())
                .isIn(possible(node.name(), key));
    }

    /** Notes which of the possible originals has come to be, in a calm. */
    void settle(Node node, String key) {
        possible(node.name(), key).retainAll(Set.of(original(node, key)));
    }

    private static Optional<String> original(Node node, String key) {
        Optional<LabelClaim> claim =
                node.claims().values().stream()
                        .filter(each -> each.applied().containsKey(key))
                        .findFirst();
        return claim.isPresent()
                ? below(claim.get(), key)
                : Optional.ofNullable(node.labels().get(key));
    }

    private static Optional<String> below(LabelClaim claim, String key) {
        return claim.before().getOrDefault(key, ABSENT);
    }

    private Set<Optional<String>> possible(String node, String key) {
        return possible.computeIfAbsent(node, _ -> new HashMap<>())
                .computeIfAbsent(key, _ -> new HashSet<>(Set.of(ABSENT)));
    }
}
