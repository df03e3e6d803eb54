package dev.plimsoll.core.capacity.policy;

import dev.plimsoll.core.capacity.consolidate.ConsolidateFleet;
import dev.plimsoll.core.capacity.consolidate.ConsolidatePlan;
import dev.plimsoll.core.capacity.consolidate.ConsolidatePlan.Kept;
import dev.plimsoll.core.capacity.consolidate.ConsolidatePlan.Removal;
import dev.plimsoll.core.capacity.consolidate.Machine;
import dev.plimsoll.core.capacity.policy.ConsolidationStatus.Removable;
import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.nodedrain.NodeDrain;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Words the status of a policy. */
public final class ConsolidationReport {

    private static final String ACCEPTED = "Accepted";
    private static final String PLANNED = "Planned";
    private static final String HALTED = "Halted";

    private ConsolidationReport() {}

    /** Reports a spec that cannot be followed; nothing is planned by it. */
    public static ConsolidationStatus invalid(ConsolidationPolicy policy, String problem) {
        return new ConsolidationStatus(
                policy.generation(),
                null,
                0,
                List.of(),
                0,
                new TreeMap<>(),
                ConsolidationStatus.NONE.monthlyUsd(),
                ConsolidationStatus.NONE.savingsUsd(),
                List.of(),
                List.of(new Condition(ACCEPTED, false, "Invalid", problem)));
    }

    /** Reports a move that needed no plan; what was planned last stays. */
    public static ConsolidationStatus moved(
            ConsolidationPolicy policy, Collection<NodeDrain> all, ConsolidationMove move) {
        ConsolidationStatus before = policy.status();
        return new ConsolidationStatus(
                policy.generation(),
                before.plannedAt(),
                before.nodes(),
                before.remove(),
                before.removable(),
                before.kept(),
                before.monthlyUsd(),
                before.savingsUsd(),
                draining(policy, all),
                conditions(
                        Stream.concat(
                                before.conditions().stream()
                                        .filter(one -> one.type().equals(PLANNED)),
                                halted(move))));
    }

    /** Reports a fleet that could not be read: nothing is decided on what is not seen. */
    public static ConsolidationStatus unread(
            ConsolidationPolicy policy, Collection<NodeDrain> all, String why) {
        ConsolidationStatus before = policy.status();
        return new ConsolidationStatus(
                policy.generation(),
                before.plannedAt(),
                before.nodes(),
                before.remove(),
                before.removable(),
                before.kept(),
                before.monthlyUsd(),
                before.savingsUsd(),
                draining(policy, all),
                conditions(Stream.of(new Condition(PLANNED, false, "FleetUnread", why))));
    }

    /** Reports a plan and what becomes of it. */
    public static ConsolidationStatus planned(
            ConsolidationPolicy policy,
            ConsolidationSpec spec,
            Collection<NodeDrain> all,
            ConsolidateFleet fleet,
            ConsolidatePlan plan,
            ConsolidationMove move,
            Instant now) {
        List<Removal> removals = ConsolidationDecision.removals(fleet, plan);
        SortedMap<String, Integer> kept = new TreeMap<>();
        plan.keep().stream()
                .map(Kept::reason)
                .forEach(reason -> kept.merge(reason.code(), 1, Integer::sum));
        BigDecimal monthly = monthly(fleet.machines().stream().map(Machine::hourlyUsd), spec);
        BigDecimal savings = monthly(removals.stream().map(Removal::hourlyUsd), spec);
        return new ConsolidationStatus(
                policy.generation(),
                now,
                fleet.machines().size(),
                removals.stream()
                        .limit(ConsolidationStatus.LISTED_NODES)
                        .map(one ->
                                new Removable(one.node(), percent(one.share()), one.moves().size()))
                        .toList(),
                removals.size(),
                kept,
                monthly,
                savings,
                draining(policy, all),
                conditions(
                        Stream.concat(
                                Stream.of(
                                        new Condition(
                                                PLANNED, true, move.reason(), move.message())),
                                halted(move))));
    }

    private static List<Condition> conditions(Stream<Condition> more) {
        return Stream.concat(
                        Stream.of(
                                new Condition(
                                        ACCEPTED, true, "Valid", "The spec can be followed.")),
                        more)
                .toList();
    }

    private static Stream<Condition> halted(ConsolidationMove move) {
        return Stream.of(
                move instanceof ConsolidationMove.Halt
                        ? new Condition(HALTED, true, move.reason(), move.message())
                        : new Condition(HALTED, false, move.reason(), move.message()));
    }

    private static List<String> draining(ConsolidationPolicy policy, Collection<NodeDrain> all) {
        return ConsolidationDrains.of(policy, all).underway().stream()
                .map(ConsolidationDrains::node)
                .toList();
    }

    private static BigDecimal monthly(
            Stream<Optional<BigDecimal>> hourlyUsd, ConsolidationSpec spec) {
        return hourlyUsd
                .flatMap(Optional::stream)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .multiply(spec.hoursPerMonth())
                .setScale(2, RoundingMode.HALF_UP);
    }

    private static String percent(Optional<BigDecimal> share) {
        return share.map(taken ->
                        taken.movePointRight(2).setScale(2, RoundingMode.HALF_UP).toPlainString()
                                + "%")
                .orElse("");
    }
}
