package dev.plimsoll.testbed;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Brings the API server back to a state it had before, by deleting every object that was not there
 * then.
 *
 * <p>Every kind the server knows is listed, names only; a few dozen requests. Kept out are kinds
 * whose objects other objects bring along or that cost seconds to make again.
 */
final class CleanSlate {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String NAMES_ONLY =
            "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
    private static final String DISCOVERY =
            "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
    private static final String AT_ONCE =
            """
            {"gracePeriodSeconds": 0, "propagationPolicy": "Background"}\
            """;
    private static final Set<String> LEFT_ALONE =
            Set.of(
                    "apiservices",
                    "componentstatuses",
                    "customresourcedefinitions",
                    "endpoints",
                    "endpointslices",
                    "events",
                    "flowschemas",
                    "ipaddresses",
                    "prioritylevelconfigurations",
                    "servicecidrs");

    private final ApiServer server;
    private final ObjectStore store;
    private Set<String> pristine = Set.of();
    private Set<String> kept = Set.of();

    CleanSlate(ApiServer server, ObjectStore store) {
        this.server = server;
        this.store = store;
    }

    void keep() {
        Set<String> now = new LinkedHashSet<>(kept);
        objects().forEach(each -> now.add(each.path()));
        kept = now;
        if (pristine.isEmpty()) {
            pristine = now;
        }
    }

    void keepNothing() {
        kept = pristine;
    }

    void wipe() {
        server.send("DELETE", "/api/v1/namespaces/default/events", null);
        List<Item> left = extras();
        Stopwatch stopwatch = Stopwatch.of(PATIENCE);
        while (!left.isEmpty()) {
            List<Item> before = left;
            remove(left);
            left = extras();
            if (left.size() < before.size()) {
                stopwatch = Stopwatch.of(PATIENCE);
            }
            stopwatch.rest(() -> complaint(before));
        }
    }

    private void remove(List<Item> items) {
        List<Item> namespaces = items.stream().filter(Item::isNamespace).toList();
        List<Item> others = items.stream().filter(each -> !each.isNamespace()).toList();
        // In a namespace that is going, no controller can make again what is deleted below.
        Parallel.each(namespaces.stream().filter(each -> !each.deleted()), this::delete);
        Parallel.each(others.stream().filter(each -> each.storeKey().isEmpty()), this::delete);
        store.delete(others.stream().flatMap(each -> each.storeKey().stream()));
        if (others.isEmpty()) {
            Parallel.each(namespaces.stream(), this::finish);
        }
    }

    private static String complaint(List<Item> items) {
        return items.size()
                + " objects cannot be removed: "
                + items.stream().limit(10).map(Item::path).toList();
    }

    private List<Item> extras() {
        return objects().stream()
                .filter(each -> !kept.contains(each.path()))
                .filter(each -> !kept.contains(each.furnishedNamespace()))
                .toList();
    }

    private void delete(Item item) {
        if (item.hasFinalizers()) {
            server.send("PATCH", item.path(), "{\"metadata\": {\"finalizers\": null}}");
        }
        server.send("DELETE", item.path(), AT_ONCE);
    }

    /**
     * The namespace controller would wait for five seconds before it finds that nothing is left
     * inside.
     */
    private void finish(Item namespace) {
        server.send(
                "PUT",
                namespace.path() + "/finalize",
                """
                {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "%s"}, "spec": {"finalizers": []}}\
                """
                        .formatted(namespace.path().substring(Item.NAMESPACES.length())));
    }

    private Collection<Item> objects() {
        Collection<Item> all = ConcurrentHashMap.newKeySet();
        Parallel.each(kinds().stream(), kind -> all.addAll(list(kind)));
        return all;
    }

    private List<Item> list(Kind kind) {
        List<Item> items = new ArrayList<>();
        String path = kind.base() + "/" + kind.resource();
        for (JsonNode object : server.getAs(NAMES_ONLY, path).path("items")) {
            JsonNode metadata = object.path("metadata");
            String namespace = metadata.path("namespace").asText();
            String folder =
                    namespace.isEmpty()
                            ? path
                            : kind.base() + "/namespaces/" + namespace + "/" + kind.resource();
            items.add(
                    new Item(
                            folder + "/" + metadata.path("name").asText(),
                            metadata.path("finalizers").size() > 0,
                            metadata.has("deletionTimestamp")));
        }
        return items;
    }

    private List<Kind> kinds() {
        return Stream.of("/api", "/apis")
                .flatMap(root -> server.getAs(DISCOVERY, root).path("items").valueStream())
                .flatMap(CleanSlate::kindsOf)
                .toList();
    }

    private static Stream<Kind> kindsOf(JsonNode group) {
        String name = group.path("metadata").path("name").asText();
        JsonNode version = group.path("versions").path(0);
        String base =
                (name.isEmpty() ? "/api/" : "/apis/" + name + "/")
                        + version.path("version").asText();
        return version.path("resources")
                .valueStream()
                .filter(CleanSlate::isDeletable)
                .map(resource -> new Kind(base, resource.path("resource").asText()));
    }

    private static boolean isDeletable(JsonNode resource) {
        List<String> verbs = resource.path("verbs").valueStream().map(JsonNode::asText).toList();
        return verbs.containsAll(List.of("list", "delete"))
                && !LEFT_ALONE.contains(resource.path("resource").asText());
    }

    private record Kind(String base, String resource) {}

    private record Item(String path, boolean hasFinalizers, boolean deleted) {
        private static final String NAMESPACES = "/api/v1/namespaces/";
        private static final Pattern FURNITURE =
                Pattern.compile(
                        "(/api/v1/namespaces/[^/]+)/(?:configmaps/kube-root-ca\\.crt|serviceaccounts/default)");
        private static final Pattern NODE = Pattern.compile("/api/v1/nodes/([^/]+)");
        private static final Pattern POD =
                Pattern.compile("/api/v1/namespaces/([^/]+)/pods/([^/]+)");

        /** Nodes and pods come by the ten thousand and are the same gone from the store. */
        Optional<String> storeKey() {
            Matcher node = NODE.matcher(path);
            if (node.matches()) {
                return Optional.of(ObjectStore.keyOfNode(node.group(1)));
            }
            Matcher pod = POD.matcher(path);
            return pod.matches()
                    ? Optional.of(ObjectStore.keyOfPod(pod.group(1), pod.group(2)))
                    : Optional.empty();
        }

        /**
         * The namespace that controllers furnish with this object, a moment after it was made and
         * as often as it is deleted; empty for all other objects.
         */
        String furnishedNamespace() {
            Matcher furniture = FURNITURE.matcher(path);
            return furniture.matches() ? furniture.group(1) : "";
        }

        boolean isNamespace() {
            return path.startsWith(NAMESPACES) && path.indexOf('/', NAMESPACES.length()) < 0;
        }
    }
}
