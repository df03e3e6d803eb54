package dev.plimsoll.core.labels;

import dev.plimsoll.core.fleet.LabelClaim;
import dev.plimsoll.core.fleet.Node;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names what a policy leaves on a node and on itself. The marker label and the finalizer are those
 * of the Go node-label-controller, so that an upgrade finds its nodes again.
 */
public final class LabelMarker {

    /** Keeps a deleted policy until its labels are gone from every node. */
    public static final String FINALIZER = "nodelabelpolicy.nlp.lento.dev/finalizer";

    public static final String VALUE = "true";

    private static final String PREFIX = "nlp.";
    private static final String SUFFIX = "/managed-by";

    private LabelMarker() {}

    /** Names the policies that have left a trace on the node, whether they still exist or not. */
    public static Set<String> policiesOn(Node node) {
        Set<String> names = new TreeSet<>(node.claims().keySet());
        for (String key : node.labels().keySet()) {
            if (key.startsWith(PREFIX) && key.endsWith(SUFFIX)) {
                names.add(key.substring(PREFIX.length(), key.length() - SUFFIX.length()));
            }
        }
        return names;
    }

    /** The marker label of a policy. */
    public static String label(String policy) {
        return PREFIX + policy + SUFFIX;
    }

    /** The annotation that holds a policy's {@link LabelClaim}. */
    public static String claim(String policy) {
        return PREFIX + policy + "/claim";
    }

    /**
     * Tells whether the node carries the policy's labels. Either trace is enough: when a person
     * removes the marker, the claim still knows.
     */
    public static boolean carries(Node node, String policy) {
        return VALUE.equals(node.labels().get(label(policy))) || node.claims().containsKey(policy);
    }
}
