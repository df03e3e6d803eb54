package dev.plimsoll.kubernetes.api;

import dev.plimsoll.core.drain.DrainOptions;
import dev.plimsoll.core.drain.Force;
import dev.plimsoll.core.drain.OnTimeout;
import dev.plimsoll.core.labels.GoDuration;
import java.time.Duration;

/** Reads {@code drain}, how the pods of a node are let go, of whichever kind has it. */
final class DrainOptionsReader {

    /** How many pods of a node may at most leave it at a time. */
    private static final int MOST_PODS = 1000;

    private DrainOptionsReader() {}

    /** Reads the field; what it leaves open is as in {@link DrainOptions#STANDARD}. */
    static DrainOptions read(Field drain) throws InvalidFieldException {
        DrainOptions standard = DrainOptions.STANDARD;
        if (!drain.present()) {
            return standard;
        }
        Field object = drain.object();
        return new DrainOptions(
                object.child("podsAtOnce")
                        .optional(field -> field.integer(1, MOST_PODS))
                        .orElse(standard.podsAtOnce()),
                object.child("force")
                        .optional(field ->
                                field.parsed(Force::of, "Never, Unmanaged or DeleteAfterTimeout"))
                        .orElse(standard.force()),
                object.child("waitForReplacement")
                        .optional(Field::truth)
                        .orElse(standard.waitForReplacement()),
                object.child("podTimeout")
                        .optional(DrainOptionsReader::duration)
                        .orElse(standard.podTimeout()),
                object.child("timeout")
                        .optional(DrainOptionsReader::duration)
                        .orElse(standard.timeout()),
                object.child("onTimeout")
                        .optional(field -> field.parsed(OnTimeout::of, "Uncordon or StayCordoned"))
                        .orElse(standard.onTimeout()));
    }

    private static Duration duration(Field duration) throws InvalidFieldException {
        return duration.parsed(
                text -> GoDuration.parse(text).filter(Duration::isPositive),
                "a duration longer than zero, such as 90s, 5m or 1h30m");
    }
}
