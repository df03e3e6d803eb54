package dev.plimsoll.drainpolicy;

import dev.plimsoll.testbed.AuditEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** When the things happened to one node that its drain consists of, by the API server's word. */
record Timeline(String node, List<AuditEvent> events) {

    Instant warned() {
        return first(event ->
                event.resource().equals("nodedrainpolicies")
                        && event.name().equals(node)
                        && says(event, "Warned"));
    }

    Instant cordoned() {
        return first(event ->
                event.resource().equals("nodes")
                        && event.user().equals(PolicyInstallation.USER)
                        && event.name().equals(node)
                        && says(event, "\"unschedulable\":true"));
    }

    List<AuditEvent> evictions(String namespace) {
        return of(event ->
                        event.subresource().equals("eviction")
                                && event.namespace().equals(namespace))
                .toList();
    }

    /** When the kubelet took a pod off the API server, for its containers had ended. */
    Instant gone(String namespace, String pod) {
        return first(event ->
                event.verb().equals("delete")
                        && event.resource().equals("pods")
                        && event.user().equals("system:node:" + node)
                        && event.namespace().equals(namespace)
                        && event.name().equals(pod));
    }

    Instant underPressure() {
        return first(event ->
                event.resource().equals("nodes")
                        && event.user().equals("system:node:" + node)
                        && says(event, "KubeletHasDiskPressure"));
    }

    static String seconds(Instant from, Instant to) {
        return "%.1f s".formatted(Duration.between(from, to).toMillis() / 1000.0);
    }

    private Instant first(Predicate<AuditEvent> wanted) {
        return of(wanted).map(AuditEvent::time).min(Instant::compareTo).orElse(Instant.MAX);
    }

    private Stream<AuditEvent> of(Predicate<AuditEvent> wanted) {
        return events.stream().filter(AuditEvent::succeeded).filter(wanted);
    }

    private static boolean says(AuditEvent event, String text) {
        return String.valueOf(event.requestObject()).contains(text);
    }
}
