package dev.plimsoll.kubernetes.connection;

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
    private final String id = UUID.randomUUID().toString();
    private @Nullable Future<?> flight;
    private boolean cancelled;

    private Exchange(Open open) {
        this.open = open;
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

        Exchange begin() {
            Exchange exchange = new Exchange(this);
            exchanges.put(exchange.id, exchange);
            return exchange;
        }

        @Nullable Exchange find(String id) {
            return exchanges.get(id);
        }
    }
}
