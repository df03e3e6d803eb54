package dev.plimsoll.labels;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Counts the nodes that carry a label at every event of a watch of its own: what anybody who looks
 * at the API server can see. It uses another client than the program does.
 */
final class Census implements AutoCloseable {

    private final Set<String> labelled = new TreeSet<>();
    private final Watch watch;
    private int most;
    private int gained;
    private int lost;
    private @Nullable WatcherException broken;

    Census(KubernetesClient client, String key, String value) {
        watch = client.nodes().withLabel(key, value).watch(new Count());
    }

    private final class Count implements Watcher<Node> {
        @Override
        public void eventReceived(Action action, Node node) {
            count(action, node.getMetadata().getName());
        }

        @Override
        public void onClose(WatcherException cause) {
            broken(cause);
        }
    }

    private synchronized void count(Watcher.Action action, String node) {
        switch (action) {
            case ADDED -> gained += labelled.add(node) ? 1 : 0;
            case DELETED -> lost += labelled.remove(node) ? 1 : 0;
            default -> {}
        }
        most = Math.max(most, labelled.size());
    }

    private synchronized void broken(WatcherException cause) {
        broken = cause;
    }

    synchronized Set<String> labelled() {
        if (broken != null) {
            throw new IllegalStateException("The census missed something", broken);
        }
        return new TreeSet<>(labelled);
    }

    /** The most nodes that carried the label at one time. */
    synchronized int most() {
        return most;
    }

    /** How often a node got the label. */
    synchronized int gained() {
        return gained;
    }

    /** How often a node lost it, or went with it. */
    synchronized int lost() {
        return lost;
    }

    @Override
    public void close() {
        watch.close();
    }
}
