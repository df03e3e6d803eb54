package dev.plimsoll.kubernetes.feed;

import java.util.List;

/**
 * Holds all objects of one consistent list.
 *
 * @param resourceVersion the state that the list shows, and from which a watch continues
 */
record Listing<T>(String resourceVersion, List<T> items) {

    long version() {
        return ResourceVersion.of(resourceVersion);
    }
}
