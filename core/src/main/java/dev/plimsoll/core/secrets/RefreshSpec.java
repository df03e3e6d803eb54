package dev.plimsoll.core.secrets;

import java.util.List;
import java.util.Optional;

/**
 * States what a valid SecretRefresh wants.
 *
 * @param queueUrl of the queue that delivers the events
 * @param region of the queue; empty where the URL says it
 * @param namespaces whose ExternalSecrets are touched, with {@code *} for any characters; none
 *     means all
 * @param names of the ExternalSecrets that are touched, likewise
 * @param touchesPerSecond at most, in the long run; 1 or more
 * @param force do what works where a touch would do nothing
 * @param nameAt a JSON pointer to the name in messages of somebody's own making
 * @param catchUp look, when it begins to lead, for parameters that changed while nobody listened
 */
public record RefreshSpec(
        String queueUrl,
        Optional<String> region,
        List<String> namespaces,
        List<String> names,
        int touchesPerSecond,
        boolean force,
        Optional<String> nameAt,
        boolean catchUp) {

    /** Half of what Parameter Store takes from a whole account. */
    public static final int TOUCHES_PER_SECOND = 20;

    public RefreshSpec {
        namespaces = List.copyOf(namespaces);
        names = List.copyOf(names);
    }

    /**
     * Tells whether a resource is among those that may be touched; a ClusterExternalSecret is,
     * where one of its namespaces is.
     */
    public boolean admits(SecretUse use) {
        boolean named = names.isEmpty() || any(names, use.user().name());
        boolean placed =
                namespaces.isEmpty()
                        || use.namespaces().stream().anyMatch(place -> any(namespaces, place));
        return named && placed;
    }

    private static boolean any(List<String> patterns, String text) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, text));
    }

    /** Goes back to the last star only, so that the time is the product of the lengths at most. */
    private static boolean matches(String pattern, String text) {
        int at = 0;
        int read = 0;
        int star = -1;
        int resumed = 0;
        while (read < text.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                resumed = read;
            } else if (at < pattern.length() && pattern.charAt(at) == text.charAt(read)) {
                at++;
                read++;
            } else if (star >= 0) {
                at = star + 1;
                read = ++resumed;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }
}
