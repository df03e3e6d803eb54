package dev.plimsoll.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.core.secrets.RefreshCounts;
import dev.plimsoll.core.secrets.RefreshCounts.Count;
import dev.plimsoll.core.secrets.SecretRefresh;
import dev.plimsoll.core.secrets.SecretRefreshStatus;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Reads and writes {@code status} of a SecretRefresh. */
public final class SecretRefreshStatusJson {

    private SecretRefreshStatusJson() {}

    static SecretRefreshStatus read(JsonNode status) {
        Map<Count, Long> counts = new EnumMap<>(Count.class);
        for (Count count : Count.values()) {
            long value = status.path(count.id()).asLong();
            if (value > 0) {
                counts.put(count, value);
            }
        }
        return new SecretRefreshStatus(
                status.path("observedGeneration").asLong(),
                LabelPolicyReader.time(status.path("lastEventAt")),
                new RefreshCounts(counts),
                Conditions.read(status));
    }

    /**
     * Makes the value of {@code status}: complete, so that it can replace the one that is there.
     *
     * @param before as it was read; a condition that says the same there keeps its time
     * @param now the time of the write; whole seconds are kept, as Kubernetes does
     */
    public static ObjectNode write(SecretRefreshStatus status, SecretRefresh before, Instant now) {
        ObjectNode json = Conditions.status(status, before.status(), before.conditionsSince(), now);
        status.lastEventAt().ifPresent(at -> json.put("lastEventAt", at.toString()));
        for (Count count : Count.values()) {
            json.put(count.id(), status.counts().of(count));
        }
        return json;
    }
}
