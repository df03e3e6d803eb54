package dev.plimsoll.operator.secrets;

import dev.plimsoll.core.port.MessageQueue;
import dev.plimsoll.core.port.SecretView;
import dev.plimsoll.core.port.SecretWrites;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.core.secrets.AwsService;
import dev.plimsoll.core.secrets.RefreshCounts.Count;
import dev.plimsoll.core.secrets.SecretChange;
import dev.plimsoll.core.secrets.SecretIndex;
import dev.plimsoll.core.secrets.SecretMatch;
import dev.plimsoll.core.secrets.SecretReference;
import dev.plimsoll.core.secrets.SecretStore;
import dev.plimsoll.core.secrets.SecretUse;
import dev.plimsoll.core.secrets.SecretUse.Policy;
import dev.plimsoll.core.secrets.SecretUser;
import dev.plimsoll.core.secrets.StoreReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A cluster, and a queue, that do as a test says; several threads may write. */
final class MemoryCloud implements SecretView, SecretWrites, MessageQueue, RefreshListener {

    private final Map<SecretUser, SecretUse> uses = new LinkedHashMap<>();
    private boolean ready = true;
    private int reads;

    /** What the job has counted. */
    final Map<Count, Integer> counts = new EnumMap<>(Count.class);

    final List<String> left = new ArrayList<>();
    final List<Duration> confirmedAfter = new ArrayList<>();

    /** What the next writes answer; after these, each succeeds. */
    final Deque<WriteOutcome<SecretUse>> answers = new ArrayDeque<>();

    /** Every write that succeeded: the resource, then what was written. */
    final List<String> written = new ArrayList<>();

    final List<String> deleted = new ArrayList<>();
    final List<String> leftToQueue = new ArrayList<>();

    int count(Count count) {
        return counts.getOrDefault(count, 0);
    }

    void blind() {
        ready = false;
    }

    void use(String name, Policy policy, String key) {
        SecretUser user = new SecretUser(SecretUser.Kind.EXTERNAL_SECRET, "shop", name);
        uses.put(
                user,
                new SecretUse(
                        user,
                        "uid-" + name,
                        "1",
                        Set.of("shop"),
                        Optional.of(new StoreReference(true, "ssm")),
                        List.of(
                                new SecretReference.Key(
                                        "data[0].remoteRef.key",
                                        Optional.empty(),
                                        key,
                                        Optional.empty())),
                        new SecretUse.RefreshRule(policy, false, false),
                        name,
                        Optional.empty(),
                        Optional.of("1-abc"),
                        Optional.empty(),
                        Optional.empty()));
    }

    /** External Secrets reads a resource. */
    SecretUse read(String name, Instant at) {
        SecretUse use =
                use(new SecretUser(SecretUser.Kind.EXTERNAL_SECRET, "shop", name)).orElseThrow();
        return put(use, Optional.of("read-" + ++reads), Optional.of(at), use.touch());
    }

    private synchronized SecretUse put(
            SecretUse use,
            Optional<String> synced,
            Optional<Instant> refreshedAt,
            Optional<String> touch) {
        SecretUse after =
                new SecretUse(
                        use.user(),
                        use.uid(),
                        use.resourceVersion() + "1",
                        use.namespaces(),
                        use.store(),
                        use.references(),
                        use.rule(),
                        use.target(),
                        use.parent(),
                        synced,
                        refreshedAt,
                        touch);
        uses.put(use.user(), after);
        return after;
    }

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public synchronized List<SecretMatch> match(SecretChange change) {
        SecretStore store =
                new SecretStore(
                        "uid-ssm",
                        true,
                        "",
                        "ssm",
                        Map.of(),
                        Optional.of(
                                new SecretStore.Provider(
                                        AwsService.PARAMETER_STORE,
                                        Optional.of("us-east-2"),
                                        Optional.empty(),
                                        "")));
        return new SecretIndex(List.of(store), uses.values(), List.of()).match(change);
    }

    @Override
    public synchronized Collection<SecretUse> uses() {
        return List.copyOf(uses.values());
    }

    @Override
    public synchronized Optional<SecretUse> use(SecretUser user) {
        return Optional.ofNullable(uses.get(user));
    }

    @Override
    public WriteOutcome<SecretUse> touch(SecretUse use, String value) {
        return write(use, value, use.synced(), Optional.of(value));
    }

    @Override
    public WriteOutcome<SecretUse> forgetSync(SecretUse use) {
        return write(use, "forget", Optional.empty(), use.touch());
    }

    private synchronized WriteOutcome<SecretUse> write(
            SecretUse use, String what, Optional<String> synced, Optional<String> touch) {
        if (!answers.isEmpty()) {
            WriteOutcome<SecretUse> answer = answers.remove();
            if (!(answer instanceof WriteOutcome.Done)) {
                return answer;
            }
        }
        written.add(use.user().name() + " " + what);
        return new WriteOutcome.Done<>(put(use, synced, use.refreshedAt(), touch));
    }

    @Override
    public void delete(Message message) {
        deleted.add(message.receipt());
    }

    @Override
    public void leave(Message message) {
        leftToQueue.add(message.receipt());
    }

    @Override
    public void counted(Count count) {
        counts.merge(count, 1, Integer::sum);
    }

    @Override
    public void decided(SecretChange change, List<SecretMatch> matches) {
        matches.forEach(match -> left.add(match.user().name()));
    }

    @Override
    public void touched(SecretUser user, Optional<Duration> sinceEvent) {}

    @Override
    public void confirmed(SecretUser user, Optional<Duration> sinceEvent) {
        counted(Count.CONFIRMED);
        sinceEvent.ifPresent(confirmedAfter::add);
    }

    @Override
    public void unconfirmed(SecretUser user) {
        counted(Count.UNCONFIRMED);
    }

    @Override
    public void refused(SecretUser user, String why) {}
}
