package dev.plimsoll.aws.queue;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Makes calls that may never answer, each on a virtual thread of its own. Whatever the client or
 * its connection does, a call is given up at its deadline; the next one has a new client, with new
 * connections and credentials read anew. Only one call is made at a time.
 *
 * @param <C> the client
 */
final class DeadlineCalls<C extends SdkAutoCloseable> implements AutoCloseable {

    private final Supplier<C> maker;
    private volatile @Nullable C client;

    DeadlineCalls(Supplier<C> maker) {
        this.maker = maker;
    }

    /**
     * Makes a call.
     *
     * @param asked what is asked for, for the sentence about a failure
     */
    synchronized <T> T call(String asked, Duration deadline, Function<C, T> call)
            throws AwsFailure, InterruptedException {
        FutureTask<T> task = new FutureTask<>(() -> call.apply(client()));
        Thread thread = Thread.ofVirtual().name("plimsoll-aws").start(task);
        try {
            return task.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            drop();
            throw AwsFailure.noAnswer(asked, deadline.toSeconds());
        } catch (InterruptedException e) {
            thread.interrupt();
            throw e;
        } catch (ExecutionException e) {
            drop();
            if (e.getCause() instanceof SdkException failure) {
                throw AwsFailure.of(asked, failure);
            }
            throw new IllegalStateException(asked + " failed", e.getCause());
        }
    }

    private C client() {
        C known = client;
        if (known == null) {
            known = maker.get();
            client = known;
        }
        return known;
    }

    /** Closing may wait for what hangs, so nobody waits for it. */
    private void drop() {
        C dropped = client;
        client = null;
        if (dropped != null) {
            Thread _ = Thread.ofVirtual().name("plimsoll-aws-close").start(dropped::close);
        }
    }

    @Override
    public synchronized void close() {
        drop();
    }
}
