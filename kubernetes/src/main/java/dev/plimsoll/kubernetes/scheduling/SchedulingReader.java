package dev.plimsoll.kubernetes.scheduling;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.core.fleet.HostPort;
import dev.plimsoll.core.fleet.LabelSelector;
import dev.plimsoll.core.fleet.LabelSelector.Operator;
import dev.plimsoll.core.fleet.LabelSelector.Requirement;
import dev.plimsoll.core.fleet.PodAffinityTerm;
import dev.plimsoll.core.fleet.Scheduling;
import dev.plimsoll.core.fleet.SpreadConstraint;
import dev.plimsoll.core.fleet.Toleration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads from a pod where it may run; preferences, which keep it from no node, are passed over. */
final class SchedulingReader {

    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";

    private SchedulingReader() {}

    static Scheduling read(JsonNode pod) throws IOException {
        JsonNode metadata = pod.path("metadata");
        JsonNode spec = pod.path("spec");
        JsonNode affinity = spec.path("affinity");
        Map<String, String> labels = PodFacts.labels(pod);
        String namespace = metadata.path("namespace").asText();
        return new Scheduling(
                labels,
                Selectors.nodes(
                        spec.path("nodeSelector"), affinity.path("nodeAffinity").path(REQUIRED)),
                tolerations(spec.path("tolerations")),
                spread(spec.path("topologySpreadConstraints"), labels),
                terms(affinity.path("podAffinity").path(REQUIRED), namespace),
                terms(affinity.path("podAntiAffinity").path(REQUIRED), namespace),
                hostPorts(spec),
                PodFacts.claims(pod),
                otherRequests(spec),
                PodFacts.ready(pod),
                metadata.hasNonNull("deletionTimestamp"),
                PodFacts.refusal(pod),
                metadata.path("annotations").path(PodFacts.SAFE_TO_EVICT).asText().equals("true"));
    }

    private static List<Toleration> tolerations(JsonNode array) {
        List<Toleration> tolerations = new ArrayList<>();
        for (JsonNode one : array) {
            tolerations.add(
                    new Toleration(
                            one.path("key").asText(),
                            one.path("operator").asText(),
                            one.path("value").asText(),
                            one.path("effect").asText()));
        }
        return tolerations;
    }

    private static List<SpreadConstraint> spread(JsonNode array, Map<String, String> labels) {
        List<SpreadConstraint> spread = new ArrayList<>();
        for (JsonNode one : array) {
            if (one.path("whenUnsatisfiable").asText().equals("DoNotSchedule")) {
                spread.add(
                        new SpreadConstraint(
                                one.path("maxSkew").asInt(1),
                                one.path("topologyKey").asText(),
                                with(
                                        Selectors.labels(one.path("labelSelector")),
                                        one.path("matchLabelKeys"),
                                        labels),
                                one.path("minDomains").asInt(1),
                                !one.path("nodeAffinityPolicy").asText().equals("Ignore"),
                                one.path("nodeTaintsPolicy").asText().equals("Honor")));
            }
        }
        return spread;
    }

    /** Adds what {@code matchLabelKeys} means: the pod's own values of these labels. */
    private static LabelSelector with(
            LabelSelector selector, JsonNode keys, Map<String, String> labels) {
        List<Requirement> requirements = new ArrayList<>(selector.matchExpressions());
        for (JsonNode key : keys) {
            String value = labels.get(key.asText());
            if (value != null) {
                requirements.add(new Requirement(key.asText(), Operator.IN, Set.of(value)));
            }
        }
        return new LabelSelector(selector.matchLabels(), requirements);
    }

    private static List<PodAffinityTerm> terms(JsonNode array, String namespace) {
        List<PodAffinityTerm> terms = new ArrayList<>();
        for (JsonNode one : array) {
            Set<String> namespaces = Trees.elements(one.path("namespaces"));
            boolean selects = one.path("namespaceSelector").isObject();
            terms.add(
                    new PodAffinityTerm(
                            Selectors.labels(one.path("labelSelector")),
                            namespaces.isEmpty() && !selects ? Set.of(namespace) : namespaces,
                            selects ? Selectors.labels(one.path("namespaceSelector")) : null,
                            one.path("topologyKey").asText()));
        }
        return terms;
    }

    /** Sidecars take ports too; other init containers have given theirs back. */
    private static Set<HostPort> hostPorts(JsonNode spec) {
        Set<HostPort> ports = new LinkedHashSet<>();
        spec.path("containers").forEach(container -> add(ports, container));
        for (JsonNode container : spec.path("initContainers")) {
            if (container.path("restartPolicy").asText().equals("Always")) {
                add(ports, container);
            }
        }
        return ports;
    }

    private static void add(Set<HostPort> ports, JsonNode container) {
        for (JsonNode port : container.path("ports")) {
            if (port.path("hostPort").asInt() > 0) {
                ports.add(
                        new HostPort(
                                port.path("hostIP").asText("0.0.0.0"),
                                port.path("protocol").asText("TCP"),
                                port.path("hostPort").asInt()));
            }
        }
    }

    /** Sums up as the scheduler does: containers that run together, or the largest before them. */
    private static Map<String, Long> otherRequests(JsonNode spec) throws IOException {
        Map<String, Long> together = new HashMap<>();
        Map<String, Long> most = new HashMap<>();
        for (JsonNode container : spec.path("initContainers")) {
            Map<String, Long> own = requests(container);
            if (container.path("restartPolicy").asText().equals("Always")) {
                own.forEach((name, amount) -> together.merge(name, amount, Long::sum));
            } else {
                own.forEach((name, amount) ->
                        most.merge(name, amount + together.getOrDefault(name, 0L), Math::max));
            }
        }
        for (JsonNode container : spec.path("containers")) {
            requests(container).forEach((name, amount) -> together.merge(name, amount, Long::sum));
        }
        together.forEach((name, amount) -> most.merge(name, amount, Math::max));
        Trees.otherAmounts(spec.path("overhead"), "spec.overhead")
                .forEach((name, amount) -> most.merge(name, amount, Long::sum));
        return most;
    }

    private static Map<String, Long> requests(JsonNode container) throws IOException {
        return Trees.otherAmounts(
                container.path("resources").path("requests"),
                "container " + container.path("name").asText() + ": resources.requests");
    }
}
