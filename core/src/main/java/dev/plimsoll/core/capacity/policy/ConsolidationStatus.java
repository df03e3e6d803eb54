package dev.plimsoll.core.capacity.policy;

import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.fleet.ConditionedStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reports what a policy has planned and does.
 *
 * @param observedGeneration the generation of the spec that this speaks of; 0 before the first
 * @param plannedAt when the fleet was last read and a plan made; null before
 * @param nodes of the fleet at that time
 * @param remove the nodes that can go, in the order in which they would be drained; the first
 *     {@link #LISTED_NODES} of them
 * @param removable how many can go
 * @param kept how many nodes stay, by the reason's word
 * @param monthlyUsd what the fleet costs in a month, as far as prices are known, to the cent
 * @param savingsUsd how much of it would be saved
 * @param draining the nodes it has drained now
 */
public record ConsolidationStatus(
        long observedGeneration,
        @Nullable Instant plannedAt,
        int nodes,
        List<Removable> remove,
        int removable,
        SortedMap<String, Integer> kept,
        BigDecimal monthlyUsd,
        BigDecimal savingsUsd,
        List<String> draining,
        List<Condition> conditions)
        implements ConditionedStatus {

    /** Keeps a resource well below the size that etcd takes. */
    public static final int LISTED_NODES = 100;

    public static final ConsolidationStatus NONE =
            new ConsolidationStatus(
                    0,
                    null,
                    0,
                    List.of(),
                    0,
                    new TreeMap<>(),
                    BigDecimal.ZERO.setScale(2),
                    BigDecimal.ZERO.setScale(2),
                    List.of(),
                    List.of());

    /**
     * A node that can go.
     *
     * @param share what of it is taken, such as {@code 31.25%}; empty where it offers nothing
     * @param pods how many pods would move
     */
    public record Removable(String node, String share, int pods) {}

    public ConsolidationStatus {
        remove = List.copyOf(remove);
        kept = Collections.unmodifiableSortedMap(new TreeMap<>(kept));
        draining = List.copyOf(draining);
        conditions = List.copyOf(conditions);
    }
}
