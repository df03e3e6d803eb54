package dev.plimsoll.fleet;

import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Sees to it that a file has each object once, and that it has a name. Two lists of one cluster in
 * one file, or those of two clusters, would be counted twice or mixed up.
 */
final class Once {

    private final Set<String> seen = new HashSet<>();

    /**
     * Takes an object.
     *
     * @param namespace empty for one that is in none
     * @throws IOException with a sentence, if it was there before or has no name
     */
    void take(ResourceKind kind, String namespace, String name) throws IOException {
        String kindName = kind.kind().toLowerCase(Locale.ROOT);
        if (name.isEmpty()) {
            throw new IOException("one " + kindName + " has no name");
        }
        String key = namespace.isEmpty() ? name : namespace + "/" + name;
        if (!seen.add(kind.ordinal() + " " + key)) {
            throw new IOException(
                    "it has the %s %s twice; it must be of one cluster at one time"
                            .formatted(kindName, key));
        }
    }
}
