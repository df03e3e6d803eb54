package dev.plimsoll.secrets;

import dev.plimsoll.testbed.ControlPlane;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Sees every change of ExternalSecrets of a namespace, with nobody but Plimsoll writing to them.
 */
final class Touches implements AutoCloseable {

    private final Map<String, List<Touch>> byName = new ConcurrentHashMap<>();
    private final Watch watch;

    /** One write that changed something: the annotation after it, and when it was seen. */
    record Touch(String value, long nanos) {}

    Touches(ControlPlane controlPlane, String namespace) {
        watch =
                controlPlane
                        .client()
                        .genericKubernetesResources("external-secrets.io/v1", "ExternalSecret")
                        .inNamespace(namespace)
                        .watch(
                                new Watcher<>() {
                                    @Override
                                    public void eventReceived(
                                            Action action, GenericKubernetesResource resource) {
                                        if (action == Action.MODIFIED) {
                                            seen(resource);
                                        }
                                    }

                                    @Override
                                    public void onClose(WatcherException cause) {}
                                });
    }

    private void seen(GenericKubernetesResource resource) {
        Map<String, String> annotations = resource.getMetadata().getAnnotations();
        String value = annotations == null ? "" : annotations.getOrDefault("force-sync", "");
        byName.computeIfAbsent(resource.getMetadata().getName(), _ -> new CopyOnWriteArrayList<>())
                .add(new Touch(value, System.nanoTime()));
    }

    List<Touch> of(String name) {
        return List.copyOf(byName.getOrDefault(name, List.of()));
    }

    /** All of them so far, by the name of the resource. */
    Map<String, List<Touch>> all() {
        Map<String, List<Touch>> all = new TreeMap<>();
        byName.forEach((name, touches) -> all.put(name, List.copyOf(touches)));
        return all;
    }

    int total() {
        return byName.values().stream().mapToInt(List::size).sum();
    }

    @Override
    public void close() {
        watch.close();
    }
}
