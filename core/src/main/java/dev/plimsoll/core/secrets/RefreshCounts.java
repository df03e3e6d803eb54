package dev.plimsoll.core.secrets;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts what became of messages and of those who use what they tell of. */
public record RefreshCounts(Map<Count, Long> counts) {

    public static final RefreshCounts NONE = new RefreshCounts(Map.of());

    public RefreshCounts {
        counts = Map.copyOf(counts);
    }

    public long of(Count count) {
        return counts.getOrDefault(count, 0L);
    }

    /** The same with one more. */
    public RefreshCounts plus(Count count) {
        Map<Count, Long> more = new EnumMap<>(Count.class);
        more.putAll(counts);
        more.merge(count, 1L, Long::sum);
        return new RefreshCounts(more);
    }

    /** Both together. */
    public RefreshCounts plus(RefreshCounts others) {
        return combined(others, 1);
    }

    /** What these have more than some before them. */
    public RefreshCounts minus(RefreshCounts before) {
        return combined(before, -1);
    }

    private RefreshCounts combined(RefreshCounts others, int sign) {
        Map<Count, Long> all = new EnumMap<>(Count.class);
        for (Count count : Count.values()) {
            long sum = of(count) + sign * others.of(count);
            if (sum != 0) {
                all.put(count, sum);
            }
        }
        return new RefreshCounts(all);
    }

    /** What is counted, one at a time. */
    public enum Count {
        /** Messages, repeated deliveries too. */
        RECEIVED,
        /** Messages that asked for nothing. */
        IGNORED,
        /** Deliveries of events that were dealt with or being dealt with. */
        REPEATED,
        /** Messages that could not be understood. */
        POISON,
        /** Resources that used what had changed. */
        MATCHED,
        /** Resources that were touched, those by force too. */
        TOUCHED,
        /** Touches after which External Secrets has read. */
        CONFIRMED,
        /** Touches after which it has not, within some minutes. */
        UNCONFIRMED,
        /** Resources that a touch would not have changed. */
        INEFFECTIVE,
        /** Writes that had to be tried again. */
        FAILED,
        /** Writes that the server will never take; their messages come again. */
        REFUSED;

        /** As in the status and in the metrics. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
