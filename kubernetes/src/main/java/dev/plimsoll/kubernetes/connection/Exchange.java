package dev.plimsoll.kubernetes.connection;

import dev.plimsoll.core.port.Fence;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Stands for one request on its way, so that it can be broken off at any point. fabric8 hands out
 * no hold on a request before its answer begins; without one, a request that nobody answers would
 * keep its connection long after its caller has gone.
 */
final class Exchange {

    private final Open open;
    private final Fence fence;
    private final String id = UUID.randomUUID().toString();
    private @Nullable Future<?> flight;
    private boolean cancelled;

    private Exchange(Open open, Fence fence) {
        this.open = open;
        this.fence = fence;
    }

    /** Holds what is sent, to the last byte. */
    Fence fence() {
        return fence;
    }

    /** Travels as a header to where the request is sent, and no further. */
    String id() {
        return id;
    }

    /** Notes the sending, which may happen twice: a refused token is renewed and tried again. */
    synchronized void sent(Future<?> future) {
        flight = future;
        if (cancelled) {
            var _ = future.cancel(true);
        }
    }

    /** Breaks off what is still on its way. */
    synchronized void cancel() {
        cancelled = true;
        if (flight != null) {
            var _ = flight.cancel(true);
        }
        open.exchanges.remove(id);
    }

    /** The exchanges of one transport that are not over. */
    static final class Open {

        private final Map<String, Exchange> exchanges = new ConcurrentHashMap<>();

        Exchange begin(Fence fence) {
            Exchange exchange = new Exchange(this, fence);
            exchanges.put(exchange.id, exchange);
            return exchange;
        }

        @Nullable Exchange find(String id) {
            return exchanges.get(id);
        }
    }
}
