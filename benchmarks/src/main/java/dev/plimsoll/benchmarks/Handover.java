package dev.plimsoll.benchmarks;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Times how long the fleet is one labelled node short, as somebody else's watch sees it: from the
 * event that a labelled node is gone to the event that another one carries the label.
 */
final class Handover implements AutoCloseable {

    private final KubernetesClient client;
    private final LinkedBlockingQueue<Sighting> sightings = new LinkedBlockingQueue<>();
    private final Watch watch;

    private record Sighting(Watcher.Action action, String node, long nanos) {}

    Handover(KubernetesClient client, String label) {
        this.client = client;
        watch =
                client.nodes()
                        .withLabel(label)
                        .watch(
                                new Watcher<Node>() {
                                    @Override
                                    public void eventReceived(Action action, Node node) {
                                        sightings.add(
                                                new Sighting(
                                                        action,
                                                        node.getMetadata().getName(),
                                                        System.nanoTime()));
                                    }

                                    @Override
                                    public void onClose(WatcherException cause) {}
                                });
    }

    /** Waits until so many nodes carry the label. */
    void awaitLabelled(int nodes) throws InterruptedException {
        int seen = 0;
        while (seen < nodes) {
            seen += next().action() == Watcher.Action.ADDED ? 1 : 0;
        }
    }

    /** Deletes a labelled node and waits for its successor. */
    Duration replace(String node) throws InterruptedException {
        client.nodes().withName(node).delete();
        Optional<Sighting> gone = Optional.empty();
        while (true) {
            Sighting sighting = next();
            if (sighting.action() == Watcher.Action.DELETED && sighting.node().equals(node)) {
                gone = Optional.of(sighting);
            } else if (sighting.action() == Watcher.Action.ADDED && gone.isPresent()) {
                return Duration.ofNanos(sighting.nanos() - gone.get().nanos());
            }
        }
    }

    private Sighting next() throws InterruptedException {
        Sighting sighting = sightings.poll(2, TimeUnit.MINUTES);
        if (sighting == null) {
            throw new IllegalStateException("Nothing happened for two minutes");
        }
        return sighting;
    }

    @Override
    public void close() {
        watch.close();
    }
}
