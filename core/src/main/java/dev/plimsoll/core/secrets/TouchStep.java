package dev.plimsoll.core.secrets;

import java.util.Collection;
import java.util.List;

/** Says what is done about one match. */
public sealed interface TouchStep {

    SecretMatch match();

    /** It is touched. */
    record Touch(SecretMatch match) implements TouchStep {}

    /**
     * It is made to look as if it had never been read, then touched.
     *
     * @param forgotten the ExternalSecrets whose state is emptied first: itself, or its children
     */
    record Force(SecretMatch match, List<SecretUse> forgotten) implements TouchStep {}

    /** It is left alone, for the reason that its effect gives. */
    record Leave(SecretMatch match) implements TouchStep {}

    /**
     * Decides on a match.
     *
     * @param force do what works where a touch does not
     * @param all uses that there are, among them the children of a ClusterExternalSecret
     */
    static TouchStep of(SecretMatch match, boolean force, Collection<SecretUse> all) {
        if (match.effect().works()) {
            return new Touch(match);
        }
        if (!force || match.effect().remedy() == Effect.Remedy.NONE) {
            return new Leave(match);
        }
        return switch (match.user().kind()) {
            case EXTERNAL_SECRET -> new Force(match, List.of(match.use()));
            case CLUSTER_EXTERNAL_SECRET -> {
                String parent = match.user().name();
                yield new Force(
                        match,
                        all.stream()
                                .filter(use -> use.parent().filter(parent::equals).isPresent())
                                .toList());
            }
        };
    }
}
