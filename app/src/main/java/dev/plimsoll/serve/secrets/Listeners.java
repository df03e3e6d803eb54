package dev.plimsoll.serve.secrets;

import dev.plimsoll.aws.queue.QueueAddress;
import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.port.SecretView;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.core.secrets.RefreshConditions;
import dev.plimsoll.core.secrets.RefreshSpec;
import dev.plimsoll.core.secrets.SecretRefresh;
import dev.plimsoll.core.secrets.SecretRefreshStatus;
import dev.plimsoll.core.secrets.SecretUse;
import dev.plimsoll.kubernetes.secrets.SecretRefreshStore;
import dev.plimsoll.operator.leadership.FencedSecretWrites;
import dev.plimsoll.operator.secrets.RefreshTally;
import dev.plimsoll.serve.job.Surroundings;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Holds one listener for each valid SecretRefresh; another spec is another listener. */
final class Listeners implements AutoCloseable {

    private static final String NO_REGION =
            "spec.sqs.region is required where spec.sqs.queueUrl does not say the region";

    private final Surroundings around;
    private final SecretRefreshStore refreshes;
    private final SecretMetrics metrics;
    private final Map<String, RefreshTally> tallies;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    private record Entry(String uid, RefreshSpec spec, Listening listening) {

        boolean serves(SecretRefresh refresh) {
            return uid.equals(refresh.uid())
                    && refresh.spec() instanceof Reading.Valid(RefreshSpec wanted)
                    && spec.equals(wanted)
                    && !refresh.deleting();
        }
    }

    /**
     * @param tallies by uid; they outlive this
     */
    Listeners(
            Surroundings around,
            SecretRefreshStore refreshes,
            SecretMetrics metrics,
            Map<String, RefreshTally> tallies) {
        this.around = around;
        this.refreshes = refreshes;
        this.metrics = metrics;
        this.tallies = tallies;
    }

    Collection<Listening> all() {
        return entries.values().stream().map(Entry::listening).toList();
    }

    void useChanged(@Nullable SecretUse before, @Nullable SecretUse after) {
        all().forEach(each -> each.useChanged(before, after));
    }

    /** Begins and ends listeners, so that they are what the resources ask for. */
    void follow(SecretView view, FencedSecretWrites writes) {
        entries.forEach((name, entry) -> {
            if (refreshes.refresh(name).filter(entry::serves).isEmpty()) {
                end(name);
            }
        });
        Collection<SecretRefresh> all = refreshes.refreshes();
        if (refreshes.store().ready()) {
            tallies.keySet().retainAll(all.stream().map(SecretRefresh::uid).toList());
        }
        for (SecretRefresh refresh : all) {
            if (!entries.containsKey(refresh.name()) && !refresh.deleting()) {
                begin(refresh, view, writes);
            }
        }
    }

    private void begin(SecretRefresh refresh, SecretView view, FencedSecretWrites writes) {
        switch (refresh.spec()) {
            case Reading.Invalid(String problem) -> refuse(refresh, problem, writes);
            case Reading.Valid(RefreshSpec spec) -> {
                Optional<QueueAddress> address = QueueAddress.of(spec.queueUrl(), spec.region());
                if (address.isEmpty()) {
                    refuse(refresh, NO_REGION, writes);
                    return;
                }
                Listening listening =
                        new Listening(
                                refresh,
                                tallies.computeIfAbsent(refresh.uid(), _ -> new RefreshTally()),
                                spec,
                                address.get(),
                                view,
                                refreshes,
                                writes,
                                metrics,
                                around);
                entries.put(refresh.name(), new Entry(refresh.uid(), spec, listening));
                metrics.show(refresh.name(), listening::queue);
                listening.start();
            }
        }
    }

    private static void refuse(SecretRefresh refresh, String problem, FencedSecretWrites writes) {
        List<Condition> conditions = RefreshConditions.invalid(problem + ".");
        SecretRefreshStatus before = refresh.status();
        if (!before.conditions().equals(conditions)
                || before.observedGeneration() != refresh.generation()) {
            WriteOutcome<SecretRefresh> _ =
                    writes.writeStatus(
                            refresh,
                            new SecretRefreshStatus(
                                    refresh.generation(),
                                    before.lastEventAt(),
                                    before.counts(),
                                    conditions));
        }
    }

    private void end(String name) {
        Entry entry = entries.remove(name);
        if (entry != null) {
            entry.listening().close();
            metrics.forget(name);
        }
    }

    @Override
    public void close() {
        List.copyOf(entries.keySet()).forEach(this::end);
    }
}
