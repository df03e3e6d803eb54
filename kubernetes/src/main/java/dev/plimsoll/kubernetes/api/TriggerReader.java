package dev.plimsoll.kubernetes.api;

import dev.plimsoll.core.drain.signal.DiskMetric;
import dev.plimsoll.core.drain.signal.Trigger;
import dev.plimsoll.core.labels.GoDuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the triggers of a NodeDrainPolicy. */
final class TriggerReader {

    private static final int MOST = 16;
    private static final int LONGEST_TYPE = 316;
    private static final double WHOLE = 100;
    private static final Duration LEVEL_HOLD = Duration.ofMinutes(10);
    private static final Duration FACT_HOLD = Duration.ofMinutes(5);
    private static final Set<String> STATUSES = Set.of("True", "False", "Unknown");
    private static final List<String> KINDS = List.of("disk", "inodes", "condition", "query");

    private TriggerReader() {}

    static List<Trigger> read(Field triggers) throws InvalidFieldException {
        List<Trigger> read = new ArrayList<>();
        for (Field trigger : triggers.items(MOST)) {
            read.add(trigger(trigger.object()));
        }
        if (read.isEmpty()) {
            throw triggers.must("have at least one entry");
        }
        return read;
    }

    private static Trigger trigger(Field trigger) throws InvalidFieldException {
        List<String> named = KINDS.stream().filter(kind -> trigger.child(kind).present()).toList();
        if (named.size() != 1) {
            throw trigger.must("have exactly one of disk, inodes, condition and query");
        }
        String kind = named.getFirst();
        Field chosen = trigger.child(kind).object();
        return switch (kind) {
            case "disk" -> full(DiskMetric.BYTES, Trigger.Full.DRAIN_PERCENT, chosen);
            case "inodes" -> full(DiskMetric.INODES, Trigger.Full.INODES_DRAIN_PERCENT, chosen);
            case "condition" ->
                    new Trigger.Stated(
                            chosen.child("type")
                                    .required()
                                    .text(
                                            text ->
                                                    !text.isEmpty()
                                                            && text.length() <= LONGEST_TYPE,
                                            "the type of a condition"),
                            chosen.child("status")
                                    .optional(field ->
                                            field.text(
                                                    STATUSES::contains, "True, False or Unknown"))
                                    .orElse("True"),
                            hold(chosen, FACT_HOLD));
            default -> new Trigger.Asked(DrainPolicyReader.promql(chosen), hold(chosen, FACT_HOLD));
        };
    }

    private static Trigger full(DiskMetric metric, double standard, Field full)
            throws InvalidFieldException {
        double drain = full.child("drainPercent").optional(TriggerReader::percent).orElse(standard);
        double warn =
                full.child("warnPercent")
                        .optional(TriggerReader::percent)
                        .orElse(Math.max(0, drain - Trigger.Full.WARN_EARLIER));
        if (warn > drain) {
            throw full.must("have a warnPercent of at most drainPercent");
        }
        return new Trigger.Full(metric, warn, drain, hold(full, LEVEL_HOLD));
    }

    private static double percent(Field percent) throws InvalidFieldException {
        double value = percent.node().asDouble(Double.NaN);
        percent.check(
                percent.node().isNumber() && value > 0 && value <= WHOLE,
                "more than 0 and at most 100");
        return value;
    }

    private static Duration hold(Field trigger, Duration standard) throws InvalidFieldException {
        return trigger.child("for")
                .optional(field -> field.parsed(GoDuration::parse, GoDuration.RULE))
                .orElse(standard);
    }
}
