package dev.plimsoll.testbed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Does the same to many things at once, with as many requests in flight as an API server likes. */
final class Parallel {
    private static final int AT_ONCE = 48;

    private Parallel() {}

    /**
     * Returns when {@code action} was done to every element.
     *
     * @throws RuntimeException the first that an action threw, after all have ended
     */
    static <T> void each(Stream<T> elements, Consumer<? super T> action) {
        var places = new Semaphore(AT_ONCE);
        List<Future<?>> all = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            elements.forEach(element -> {
                places.acquireUninterruptibly();
                all.add(
                        threads.submit(() -> {
                            try {
                                action.accept(element);
                            } finally {
                                places.release();
                            }
                        }));
            });
        }
        for (Future<?> each : all) {
            if (each.state() == Future.State.FAILED) {
                Throwable cause = each.exceptionNow();
                throw cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
            }
        }
    }
}
