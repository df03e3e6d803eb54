package dev.plimsoll.core.labels;

import dev.plimsoll.core.fleet.LabelClaim;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Readiness;
import dev.plimsoll.core.fleet.Taint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds a node that is fine in every respect but those a test names. */
final class NodeBuilder {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final String name;
    private String uid;
    private Instant createdAt = NOW.minus(Duration.ofDays(1));
    private final Map<String, String> labels = new HashMap<>();
    private final Map<String, LabelClaim> claims = new HashMap<>();
    private final List<Taint> taints = new ArrayList<>();
    private boolean unschedulable;
    private boolean deleting;
    private Readiness readiness = new Readiness(Readiness.Status.READY, NOW);
    private String providerId = "aws:///eu-west-1a/i-1";

    private NodeBuilder(String name) {
        this.name = name;
        this.uid = "uid-" + name;
    }

    static NodeBuilder node(String name) {
        return new NodeBuilder(name);
    }

    NodeBuilder uid(String other) {
        uid = other;
        return this;
    }

    NodeBuilder aged(Duration age) {
        createdAt = NOW.minus(age);
        return this;
    }

    NodeBuilder label(String key, String value) {
        labels.put(key, value);
        return this;
    }

    NodeBuilder without(String key) {
        labels.remove(key);
        return this;
    }

    NodeBuilder claim(
            String policy,
            Map<String, String> applied,
            Map<String, Optional<String>> before,
            Instant since) {
        claims.put(policy, new LabelClaim(applied, before, since));
        labels.putAll(applied);
        labels.put(LabelMarker.label(policy), LabelMarker.VALUE);
        return this;
    }

    NodeBuilder taint(String key) {
        taints.add(new Taint(key, "", "NoSchedule"));
        return this;
    }

    NodeBuilder cordoned() {
        unschedulable = true;
        return this;
    }

    NodeBuilder deleting() {
        deleting = true;
        return this;
    }

    NodeBuilder notReadyFor(Duration duration) {
        readiness = new Readiness(Readiness.Status.NOT_READY, NOW.minus(duration));
        return this;
    }

    NodeBuilder providerId(String id) {
        providerId = id;
        return this;
    }

    Node build() {
        return new Node(
                name,
                uid,
                "1",
                createdAt,
                labels,
                claims,
                taints,
                unschedulable,
                deleting,
                readiness,
                providerId);
    }
}
