package dev.plimsoll.testbed;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Does to nodes what their kubelets, people and Karpenter do to them. Nothing in the testbed undoes
 * it.
 */
public final class NodeHand {
    private final ApiServer server;

    /** Works as the user {@code admin}. */
    public NodeHand(ControlPlane controlPlane) {
        server = controlPlane.api();
    }

    /**
     * Sets the node's Ready condition to {@code True}, {@code False} or {@code Unknown}, as changed
     * now.
     */
    public void ready(String node, String status) {
        ready(node, status, Instant.now());
    }

    /** Sets the node's Ready condition as changed at {@code since}; other conditions stay. */
    public void ready(String node, String status, Instant since) {
        patch(
                "application/strategic-merge-patch+json",
                node + "/status",
                """
                {"status": {"conditions": [{"type": "Ready", "status": "%s", "reason": "Testbed",
                 "lastHeartbeatTime": "%s", "lastTransitionTime": "%s"}]}}
                """
                        .formatted(status, second(Instant.now()), second(since)));
    }

    /** Makes the node unschedulable, or schedulable again. */
    public void cordon(String node, boolean cordoned) {
        merge(node, "{\"spec\": {\"unschedulable\": " + cordoned + "}}");
    }

    /** Adds a taint with an effect such as {@code NoSchedule}, beside those that are there. */
    public void taint(String node, String key, String effect) {
        patch(
                "application/strategic-merge-patch+json",
                node,
                """
                {"spec": {"taints": [{"key": "%s", "effect": "%s"}]}}\
                """
                        .formatted(key, effect));
    }

    /** Takes off every taint. */
    public void untaint(String node) {
        merge(node, "{\"spec\": {\"taints\": null}}");
    }

    /** Sets a label, or removes it when {@code value} is empty. */
    public void label(String node, String key, String value) {
        String json = value.isEmpty() ? "null" : "\"" + value + "\"";
        merge(node, "{\"metadata\": {\"labels\": {\"" + key + "\": " + json + "}}}");
    }

    /** Deletes the node, as a scale-in does. */
    public void delete(String node) {
        server.successful("DELETE", "/api/v1/nodes/" + node, null);
    }

    private void merge(String node, String body) {
        patch("application/merge-patch+json", node, body);
    }

    private void patch(String type, String node, String body) {
        server.successful("PATCH", "/api/v1/nodes/" + node, body, type);
    }

    private static String second(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
