package dev.plimsoll.capacity;

import dev.plimsoll.core.capacity.report.NodeLoad;
import dev.plimsoll.core.capacity.report.Tally;
import dev.plimsoll.core.fleet.Allocatable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What fractions of allocatable are taken, to a ten-thousandth; null where nothing is offered. */
public record Share(
        @Nullable Double cpuRequests,
        @Nullable Double memoryRequests,
        @Nullable Double cpuLimits,
        @Nullable Double memoryLimits) {

    private static final double EXACTNESS = 10_000;

    static Share of(Tally tally, Allocatable room) {
        return new Share(
                fraction(tally.requests().cpuMillis(), room.cpuMillis()),
                fraction(tally.requests().memoryBytes(), room.memoryBytes()),
                fraction(tally.limits().cpuMillis(), room.cpuMillis()),
                fraction(tally.limits().memoryBytes(), room.memoryBytes()));
    }

    static @Nullable Double fraction(long taken, long room) {
        return room == 0 ? null : Math.round((double) taken / room * EXACTNESS) / EXACTNESS;
    }

    static Allocatable sum(List<NodeLoad> loads) {
        long cpuMillis = 0;
        long memoryBytes = 0;
        int pods = 0;
        for (NodeLoad load : loads) {
            cpuMillis += load.node().allocatable().cpuMillis();
            memoryBytes += load.node().allocatable().memoryBytes();
            pods += load.node().allocatable().pods();
        }
        return new Allocatable(cpuMillis, memoryBytes, pods);
    }
}
