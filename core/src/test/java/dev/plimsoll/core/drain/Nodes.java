package dev.plimsoll.core.drain;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Readiness;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Makes nodes named {@code node} for tests. */
final class Nodes {

    private Nodes() {}

    static Node of(String providerId, Map<String, String> labels) {
        return new Node(
                "node",
                "uid",
                "1",
                Instant.EPOCH,
                labels,
                Map.of(),
                List.of(),
                false,
                false,
                new Readiness(Readiness.Status.READY, Instant.EPOCH),
                providerId);
    }

    static Node plain() {
        return of("aws:///us-east-1a/i-0123456789abcdef0", Map.of());
    }
}
