package dev.plimsoll.kubernetes.feed;

import java.util.List;

/**
 * Holds what a fresh list showed otherwise than the store: perhaps missed by the watch, perhaps
 * only not arrived yet.
 *
 * @param version of the list; once the watch has come that far, it has missed what still differs
 * @param behind listed in a newer state, or not known at all
 * @param vanished known and not listed
 */
record Differences<T>(long version, List<T> behind, List<T> vanished) {

    boolean none() {
        return behind.isEmpty() && vanished.isEmpty();
    }
}
