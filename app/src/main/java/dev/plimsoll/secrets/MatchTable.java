package dev.plimsoll.secrets;

import dev.plimsoll.core.secrets.SecretMatch;
import dev.plimsoll.output.Colour;
import dev.plimsoll.output.Column;
import dev.plimsoll.output.Table;
import java.util.List;
import java.util.Locale;

/** Lays out for people who uses a key. */
public final class MatchTable {

    private MatchTable() {}

    public static Table<SecretMatch> table() {
        return new Table<>(
                List.of(
                        Column.of("kind", match -> match.user().kind().id()),
                        Column.of("namespace", match -> match.user().namespace()),
                        Column.of("name", match -> match.user().name()),
                        Column.<SecretMatch>of("where", MatchTable::where)
                                .exactly(match -> String.join(" ", match.places())),
                        Column.<SecretMatch>of(
                                        "store",
                                        match -> match.store().kind() + "/" + match.store().name())
                                .onlyWide(),
                        Column.<SecretMatch>of(
                                        "effective", match -> match.effect().works() ? "yes" : "no")
                                .coloured(
                                        match -> match.effect().works() ? Colour.GOOD : Colour.BAD),
                        Column.of("reason", match -> match.effect().reason())));
    }

    private static String where(SecretMatch match) {
        int more = match.places().size() - 1;
        return match.places().getFirst() + (more == 0 ? "" : " +" + more);
    }

    /** The resource as kubectl takes it. */
    public static String name(SecretMatch match) {
        return match.user().kind().id().toLowerCase(Locale.ROOT)
                + ".external-secrets.io/"
                + match.user().name();
    }
}
