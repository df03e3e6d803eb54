package dev.plimsoll.secrets;

import dev.plimsoll.core.secrets.AwsService;
import dev.plimsoll.core.secrets.EventReading;
import dev.plimsoll.core.secrets.SecretChange;
import dev.plimsoll.core.secrets.SecretMatch;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an event would touch, as {@code secrets match -o json} has it: the components are the
 * fields, and may be added to but not renamed.
 *
 * @param ignored why the event asks for nothing; null where it does not
 */
public record MatchDocument(Event event, @Nullable String ignored, List<Match> matches) {

    /** What the event says; null is what it does not. */
    public record Event(
            @Nullable String id,
            @Nullable String service,
            @Nullable String account,
            @Nullable String region,
            @Nullable String name,
            @Nullable String operation) {

        static Event of(SecretChange change) {
            return new Event(
                    change.id().orElse(null),
                    change.service().map(AwsService::id).orElse(null),
                    change.account().orElse(null),
                    change.region().orElse(null),
                    change.name(),
                    change.operation());
        }
    }

    /**
     * A resource that uses what has changed.
     *
     * @param namespace null for a ClusterExternalSecret
     * @param where the first field that uses it
     * @param places all fields that use it
     * @param effective whether a touch makes it be read again
     * @param remedy what does where a touch does not, for {@code secrets touch --force}
     */
    public record Match(
            String kind,
            @Nullable String namespace,
            String name,
            String where,
            boolean effective,
            String reason,
            List<String> places,
            String store,
            @Nullable String remedy) {

        static Match of(SecretMatch match) {
            String namespace = match.user().namespace();
            return new Match(
                    match.user().kind().id(),
                    namespace.isEmpty() ? null : namespace,
                    match.user().name(),
                    match.places().getFirst(),
                    match.effect().works(),
                    match.effect().reason(),
                    match.places(),
                    match.store().kind() + "/" + match.store().name(),
                    switch (match.effect().remedy()) {
                        case NONE -> null;
                        case FORGET_THE_SYNC -> "empty status.syncedResourceVersion, then touch it";
                    });
        }
    }

    /** Puts the answer together. */
    public static MatchDocument of(EventReading reading, List<SecretMatch> matches) {
        return switch (reading) {
            case EventReading.Changed(SecretChange change) ->
                    new MatchDocument(
                            Event.of(change), null, matches.stream().map(Match::of).toList());
            case EventReading.Ignored(var id, var change, var reason) ->
                    new MatchDocument(
                            change.map(Event::of).orElseGet(() -> unknown(id)), reason, List.of());
            case EventReading.Poison(String sentence) ->
                    new MatchDocument(unknown(Optional.empty()), sentence, List.of());
        };
    }

    private static Event unknown(Optional<String> id) {
        return new Event(id.orElse(null), null, null, null, null, null);
    }
}
