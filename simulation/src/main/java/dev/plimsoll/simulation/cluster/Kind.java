package dev.plimsoll.simulation.cluster;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelPolicy;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Tells how to read the metadata of one kind of object.
 *
 * @param stamp gives the object a resource version
 */
public record Kind<T>(
        Function<T, String> name,
        Function<T, String> uid,
        Function<T, String> resourceVersion,
        BiFunction<T, String, T> stamp) {

    public static final Kind<Node> NODE =
            new Kind<>(
                    Node::name,
                    Node::uid,
                    Node::resourceVersion,
                    (node, version) -> NodeDraft.of(node).resourceVersion(version).node());

    public static final Kind<LabelPolicy> LABEL_POLICY =
            new Kind<>(
                    LabelPolicy::name,
                    LabelPolicy::uid,
                    LabelPolicy::resourceVersion,
                    (policy, version) -> PolicyDraft.of(policy).resourceVersion(version).policy());

    /** The resource version as what it is here: a counter. */
    public long version(T object) {
        return Long.parseLong(resourceVersion.apply(object));
    }
}
