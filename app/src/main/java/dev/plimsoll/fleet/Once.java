package dev.plimsoll.fleet;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Sees to it that a file has each node and pod once, and that they have names. Two lists of one
 * cluster in one file, or those of two clusters, would be counted twice or mixed up.
 */
public final class Once {

    private final boolean looks;
    private final Set<String> seen = new HashSet<>();

    /** Looks closely at a file only: no API server gives an object twice, or without a name. */
    public Once(ObjectSource source) {
        looks = source.mayRepeat();
    }

    /**
     * Takes a node.
     *
     * @throws IOException with a sentence, if it was there before or has no name
     */
    public void node(String name) throws IOException {
        take("node", "", name);
    }

    /**
     * Takes a pod.
     *
     * @throws IOException with a sentence, if it was there before or has no name
     */
    public void pod(String namespace, String name) throws IOException {
        take("pod", namespace + "/", name);
    }

    private void take(String kind, String namespace, String name) throws IOException {
        if (!looks) {
            return;
        }
        if (name.isEmpty()) {
            throw new IOException("one " + kind + " has no name");
        }
        if (!seen.add(namespace + name)) {
            throw new IOException(
                    "it has the %s %s%s twice; it must be of one cluster at one time"
                            .formatted(kind, namespace, name));
        }
    }
}
