package dev.plimsoll.operator.secrets;

import dev.plimsoll.core.port.MessageQueue;
import dev.plimsoll.core.port.SecretView;
import dev.plimsoll.core.port.SecretWrites;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.core.secrets.AwsService;
import dev.plimsoll.core.secrets.SecretChange;
import dev.plimsoll.core.secrets.SecretIndex;
import dev.plimsoll.core.secrets.SecretMatch;
import dev.plimsoll.core.secrets.SecretReference;
import dev.plimsoll.core.secrets.SecretStore;
import dev.plimsoll.core.secrets.SecretUse;
import dev.plimsoll.core.secrets.SecretUse.Policy;
import dev.plimsoll.core.secrets.SecretUser;
import dev.plimsoll.core.secrets.StoreReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A cluster, and a queue, that do as a test says. */
final class MemoryCloud implements SecretView, SecretWrites, MessageQueue {

    private final List<SecretUse> uses = new ArrayList<>();

    /** What the next writes answer; after these, each succeeds. */
    final Deque<WriteOutcome<SecretUse>> answers = new ArrayDeque<>();

    /** Every write that succeeded: the resource, then what was written. */
    final List<String> written = new ArrayList<>();

    final List<String> deleted = new ArrayList<>();

    void use(String name, Policy policy, String key) {
        uses.add(
                new SecretUse(
                        new SecretUser(SecretUser.Kind.EXTERNAL_SECRET, "shop", name),
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
                        true,
                        Optional.empty()));
    }

    @Override
    public List<SecretMatch> match(SecretChange change) {
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
        return new SecretIndex(List.of(store), uses, List.of()).match(change);
    }

    @Override
    public Collection<SecretUse> uses() {
        return uses;
    }

    @Override
    public WriteOutcome<SecretUse> touch(SecretUse use, String value) {
        return write(use, value);
    }

    @Override
    public WriteOutcome<SecretUse> forgetSync(SecretUse use) {
        return write(use, "forget");
    }

    private WriteOutcome<SecretUse> write(SecretUse use, String what) {
        WriteOutcome<SecretUse> answer =
                answers.isEmpty() ? new WriteOutcome.Done<>(use) : answers.remove();
        if (answer instanceof WriteOutcome.Done) {
            written.add(use.user().name() + " " + what);
        }
        return answer;
    }

    @Override
    public boolean delete(Message message) {
        deleted.add(message.receipt());
        return true;
    }
}
