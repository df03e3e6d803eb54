package dev.plimsoll.kubernetes.connection;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs what may hang before a request is even sent: the look-up of a name, the reading of a
 * kubeconfig, the run of its credential plugin. All of it happens on one daemon thread, so that
 * whoever waits can leave in time, and so that a plugin that never ends costs this one thread
 * however often it is asked for.
 */
final class CallStarter implements AutoCloseable {

    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(
                    1,
                    1,
                    30,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    Thread.ofPlatform().name("plimsoll-request-start").daemon().factory());

    CallStarter() {
        thread.allowCoreThreadTimeOut(true);
    }

    <T> T call(Callable<T> work, Duration limit)
            throws ExecutionException, TimeoutException, InterruptedException {
        Future<T> result = thread.submit(work);
        try {
            return result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            // Work that has begun goes on: a slow plugin's token is good for the next request.
            if (result.cancel(false)) {
                thread.purge();
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
