package dev.plimsoll.secrets;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of touching the users of a key, as {@code secrets touch -o json} has it: the
 * components are the fields, and may be added to but not renamed.
 */
public record TouchDocument(String key, boolean dryRun, List<Touched> users) {

    /**
     * @param namespace null for a ClusterExternalSecret
     * @param result one of failed, left, would_touch, would_force, forced, touched
     */
    public record Touched(
            String kind, @Nullable String namespace, String name, String result, String reason) {}

    public static TouchDocument of(String key, boolean dryRun, List<TouchRow> rows) {
        return new TouchDocument(
                key,
                dryRun,
                rows.stream()
                        .map(row ->
                                new Touched(
                                        row.user().kind().id(),
                                        row.user().namespace().isEmpty()
                                                ? null
                                                : row.user().namespace(),
                                        row.user().name(),
                                        row.result().name().toLowerCase(Locale.ROOT),
                                        row.note()))
                        .toList());
    }
}
