package dev.plimsoll.capacity;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.plimsoll.core.capacity.guaranteed.GuaranteedPlan;
import dev.plimsoll.core.capacity.guaranteed.MissingLimits;
import dev.plimsoll.core.fleet.Allocatable;
import dev.plimsoll.core.fleet.Resources;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code plan guaranteed -o json} shows; the components are the contract, and may only grow.
 */
public record GuaranteedDocument(
        String missingLimits,
        List<MoveEntry> moves,
        List<StayEntry> stays,
        int alreadyGuaranteed,
        Load before,
        Load after,
        Resources added) {

    /**
     * A workload to move.
     *
     * @param patch a strategic merge patch
     * @param command applies it
     */
    public record MoveEntry(
            String namespace,
            String kind,
            String name,
            int pods,
            Resources added,
            Map<String, Object> patch,
            String command) {}

    /** A workload that stays as it is. */
    public record StayEntry(String namespace, String kind, String name, int pods, String reason) {}

    /** Requests of all pods, and what fraction of what the nodes offer they are. */
    public record Load(Resources requests, RequestShare share) {}

    /** Fractions of allocatable, to a ten-thousandth; null where nothing is offered. */
    public record RequestShare(
            @JsonInclude @Nullable Double cpuRequests,
            @JsonInclude @Nullable Double memoryRequests) {}

    static GuaranteedDocument of(GuaranteedPlan plan, MissingLimits missing) {
        return new GuaranteedDocument(
                missing.toString(),
                plan.moves().stream().map(GuaranteedDocument::move).toList(),
                plan.stays().stream().map(GuaranteedDocument::stay).toList(),
                plan.already(),
                load(plan.before(), plan.room()),
                load(plan.after(), plan.room()),
                new Resources(
                        plan.after().cpuMillis() - plan.before().cpuMillis(),
                        plan.after().memoryBytes() - plan.before().memoryBytes()));
    }

    private static MoveEntry move(GuaranteedPlan.Move move) {
        return new MoveEntry(
                move.workload().namespace(),
                move.workload().kind(),
                move.workload().name(),
                move.workload().pods().size(),
                move.added(),
                PatchText.patch(move.workload(), move.patch()),
                PatchText.command(move));
    }

    private static StayEntry stay(GuaranteedPlan.Stay stay) {
        return new StayEntry(
                stay.workload().namespace(),
                stay.workload().kind(),
                stay.workload().name(),
                stay.workload().pods().size(),
                stay.reason());
    }

    private static Load load(Resources requests, Allocatable room) {
        return new Load(
                requests,
                new RequestShare(
                        Share.fraction(requests.cpuMillis(), room.cpuMillis()),
                        Share.fraction(requests.memoryBytes(), room.memoryBytes())));
    }
}
