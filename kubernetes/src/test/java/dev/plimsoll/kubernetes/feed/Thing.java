package dev.plimsoll.kubernetes.feed;

import java.util.List;

/** The least that a store can hold. */
record Thing(String name, String uid, String version, String value) {

    static final ResourceType<Thing> TYPE =
            new ResourceType<>(
                    "things",
                    "/api/v1/things",
                    _ -> {
                        throw new UnsupportedOperationException("things are never read");
                    },
                    Thing::name,
                    Thing::uid,
                    Thing::version,
                    (before, after) -> before.value().equals(after.value()));

    static Thing of(String name, String uid, long version, String value) {
        return new Thing(name, uid, Long.toString(version), value);
    }

    static Listing<Thing> listing(long version, Thing... things) {
        return new Listing<>(Long.toString(version), List.of(things));
    }
}
