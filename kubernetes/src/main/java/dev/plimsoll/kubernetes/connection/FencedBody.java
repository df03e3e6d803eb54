package dev.plimsoll.kubernetes.connection;

import dev.plimsoll.core.port.Fence;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Lets the bytes of a body pass while the fence is open. It is asked for them when the server has
 * said that it is ready for them ({@code Expect: 100-continue}), which may be long after the
 * request was made: a head that waits in the buffers of a server that hangs does nothing when the
 * server goes on.
 */
final class FencedBody implements BodyPublisher {

    private final BodyPublisher body;
    private final Fence fence;

    FencedBody(BodyPublisher body, Fence fence) {
        this.body = body;
        this.fence = fence;
    }

    @Override
    public long contentLength() {
        return body.contentLength();
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        body.subscribe(new Guarded(subscriber, fence));
    }

    /** Ends the body with an error, and so the connection, instead of with its bytes. */
    private static final class Guarded implements Subscriber<ByteBuffer> {

        private final Subscriber<? super ByteBuffer> subscriber;
        private final Fence fence;
        private @Nullable Subscription subscription;
        private boolean withheld;

        Guarded(Subscriber<? super ByteBuffer> subscriber, Fence fence) {
            this.subscriber = subscriber;
            this.fence = fence;
        }

        @Override
        public void onSubscribe(Subscription given) {
            subscription = given;
            subscriber.onSubscribe(given);
        }

        @Override
        public void onNext(ByteBuffer bytes) {
            if (withheld) {
                return;
            }
            if (fence.open()) {
                subscriber.onNext(bytes);
            } else {
                withheld = true;
                if (subscription != null) {
                    subscription.cancel();
                }
                subscriber.onError(new WithheldException());
            }
        }

        @Override
        public void onError(Throwable failure) {
            if (!withheld) {
                subscriber.onError(failure);
            }
        }

        @Override
        public void onComplete() {
            if (!withheld) {
                subscriber.onComplete();
            }
        }
    }
}
