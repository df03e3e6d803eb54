package dev.plimsoll.operator.nodedrain;

import dev.plimsoll.core.drain.DrainOptions;
import dev.plimsoll.core.drain.EndChoice;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.nodedrain.NodeDrainSpec;
import dev.plimsoll.core.nodedrain.NodeDrainStatus;
import dev.plimsoll.core.port.NodeDrainView;
import dev.plimsoll.core.port.NodeDrainWrites;
import dev.plimsoll.core.port.WriteOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The NodeDrains of a server, with its rules about versions and finalizers. */
final class PaperDrains implements NodeDrainView, NodeDrainWrites {

    final List<NodeDrainStatus> written = new ArrayList<>();
    private final Map<String, NodeDrain> drains = new LinkedHashMap<>();
    private final CrashPoints crashes;
    private long version = 1;

    PaperDrains(CrashPoints crashes) {
        this.crashes = crashes;
    }

    void order(String name, Instant createdAt, EndChoice end, DrainOptions options) {
        NodeDrainSpec spec = new NodeDrainSpec("node", "", options, end, false, false);
        drains.put(
                name,
                new NodeDrain(
                        name,
                        "uid-" + name,
                        "1",
                        1,
                        createdAt,
                        Map.of(),
                        false,
                        false,
                        new Reading.Valid<>(spec),
                        NodeDrainStatus.NONE,
                        Map.of()));
    }

    NodeDrainStatus status(String name) {
        return get(name).status();
    }

    private NodeDrain get(String name) {
        NodeDrain drain = drains.get(name);
        if (drain == null) {
            throw new AssertionError("There is no " + name);
        }
        return drain;
    }

    void cancel(String name) {
        NodeDrain drain = get(name);
        NodeDrainSpec spec = drain.spec().valid().orElseThrow();
        NodeDrainSpec cancelled =
                new NodeDrainSpec(
                        spec.nodeName(), spec.reason(), spec.drain(), spec.end(), false, true);
        put(
                drain,
                drain.deleting(),
                drain.finalized(),
                new Reading.Valid<>(cancelled),
                drain.status());
    }

    void delete(String name) {
        NodeDrain drain = get(name);
        put(drain, true, drain.finalized(), drain.spec(), drain.status());
    }

    private NodeDrain put(
            NodeDrain drain,
            boolean deleting,
            boolean finalized,
            Reading<NodeDrainSpec> spec,
            NodeDrainStatus status) {
        version++;
        NodeDrain after =
                new NodeDrain(
                        drain.name(),
                        drain.uid(),
                        Long.toString(version),
                        drain.generation() + (spec.equals(drain.spec()) ? 0 : 1),
                        drain.createdAt(),
                        Map.of(),
                        deleting,
                        finalized,
                        spec,
                        status,
                        Map.of());
        if (deleting && !finalized) {
            drains.remove(drain.name());
        } else {
            drains.put(drain.name(), after);
        }
        return after;
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public Collection<NodeDrain> drains() {
        return List.copyOf(drains.values());
    }

    @Override
    public @Nullable NodeDrain drain(String name) {
        return drains.get(name);
    }

    private boolean stale(NodeDrain drain) {
        NodeDrain known = drains.get(drain.name());
        return known == null || !known.resourceVersion().equals(drain.resourceVersion());
    }

    @Override
    public WriteOutcome<NodeDrain> setFinalizer(NodeDrain drain, boolean present) {
        return crashes.write(() ->
                stale(drain)
                        ? new WriteOutcome.Conflict<>("stale")
                        : new WriteOutcome.Done<>(
                                put(
                                        drain,
                                        drain.deleting(),
                                        present,
                                        drain.spec(),
                                        drain.status())));
    }

    @Override
    public WriteOutcome<NodeDrain> writeStatus(NodeDrain drain, NodeDrainStatus status) {
        return crashes.write(() -> {
            if (stale(drain)) {
                return new WriteOutcome.Conflict<>("stale");
            }
            written.add(status);
            return new WriteOutcome.Done<>(
                    put(drain, drain.deleting(), drain.finalized(), drain.spec(), status));
        });
    }

    @Override
    public WriteOutcome<NodeDrain> delete(NodeDrain drain) {
        return crashes.write(() -> {
            drains.remove(drain.name());
            return new WriteOutcome.Done<>(drain);
        });
    }
}
