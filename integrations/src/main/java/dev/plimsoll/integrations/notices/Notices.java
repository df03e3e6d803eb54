package dev.plimsoll.integrations.notices;

import dev.plimsoll.core.drainpolicy.Notice;
import dev.plimsoll.core.drainpolicy.NotifyTarget;
import dev.plimsoll.core.drainpolicy.SecretFile;
import dev.plimsoll.core.port.NoticeBoard;
import dev.plimsoll.integrations.notices.NoticeMeters.Fate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Tells receivers in the background. Nothing here holds up whoever posts: each receiver has a short
 * queue of its own, each attempt a deadline, and what finds no room is dropped and counted.
 */
public final class Notices implements NoticeBoard, AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(8));
    private static final int MOST_CHANNELS = 64;

    private final Function<SecretFile, Path> secrets;
    private final NoticeMeters meters;
    private final Duration deadline;
    private final List<Duration> pauses;
    private final Map<NotifyTarget, Channel> channels = new HashMap<>();

    /**
     * @param secrets finds mounted secrets
     */
    public Notices(Function<SecretFile, Path> secrets, NoticeMeters meters) {
        this(secrets, meters, DEADLINE, PAUSES);
    }

    Notices(
            Function<SecretFile, Path> secrets,
            NoticeMeters meters,
            Duration deadline,
            List<Duration> pauses) {
        this.secrets = secrets;
        this.meters = meters;
        this.deadline = deadline;
        this.pauses = pauses;
    }

    @Override
    public synchronized void post(Notice notice, List<NotifyTarget> targets) {
        for (NotifyTarget target : targets) {
            Receiver receiver = new Receiver(target, secrets);
            if (!channels.containsKey(target) && channels.size() >= MOST_CHANNELS) {
                meters.count(receiver.channel(), Fate.DROPPED);
                continue;
            }
            channels.computeIfAbsent(target, _ -> new Channel(receiver, meters, deadline, pauses))
                    .offer(notice);
        }
    }

    /** Breaks off whatever is under way; what waits is not told. */
    @Override
    public synchronized void close() {
        channels.values().forEach(Channel::close);
        channels.clear();
    }
}
