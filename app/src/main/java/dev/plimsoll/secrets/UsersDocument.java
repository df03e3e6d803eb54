package dev.plimsoll.secrets;

import dev.plimsoll.core.secrets.SecretMatch;
import java.util.List;

/**
 * Who uses a key, as {@code secrets users -o json} has it: the components are the fields, and may
 * be added to but not renamed.
 */
public record UsersDocument(String key, List<MatchDocument.Match> users) {

    public static UsersDocument of(String key, List<SecretMatch> users) {
        return new UsersDocument(key, users.stream().map(MatchDocument.Match::of).toList());
    }
}
