package dev.plimsoll.core.secrets;

import java.util.List;

/**
 * A resource that uses what has changed.
 *
 * @param store through which it reads
 * @param places every field that uses it, in the resource's order; never empty
 */
public record SecretMatch(SecretUse use, StoreReference store, List<String> places, Effect effect) {

    public SecretMatch {
        places = List.copyOf(places);
    }

    public SecretUser user() {
        return use.user();
    }
}
