package dev.plimsoll.core.secrets;

import dev.plimsoll.core.fleet.Condition;
import java.time.Duration;
import java.util.List;

/** Words the conditions of a SecretRefresh. */
public final class RefreshConditions {

    public static final String ACCEPTED = "Accepted";
    public static final String RECEIVING = "Receiving";
    public static final String EFFECTIVE = "Effective";

    private static final String INVALID = "InvalidSpec";

    private RefreshConditions() {}

    public static List<Condition> invalid(String problem) {
        return List.of(
                new Condition(ACCEPTED, false, INVALID, problem),
                new Condition(RECEIVING, false, INVALID, "Nothing is received for this spec."));
    }

    public static Condition accepted() {
        return new Condition(ACCEPTED, true, "Valid", "The spec can be followed.");
    }

    public static Condition receiving() {
        return new Condition(RECEIVING, true, "Polling", "The queue answers.");
    }

    /**
     * @param reason one CamelCase word
     * @param sentence what the queue, or the way to it, lacks
     */
    public static Condition notReceiving(String reason, String sentence) {
        return new Condition(RECEIVING, false, reason, sentence);
    }

    public static Condition effective() {
        return new Condition(
                EFFECTIVE, true, "TouchesWork", "No touch was in vain since the last change.");
    }

    /**
     * @param user one of those that the last change did not reach
     * @param more how many others it did not
     */
    public static Condition ineffective(SecretMatch user, int more) {
        String others = more == 0 ? "" : " So it is with %d more.".formatted(more);
        return new Condition(
                EFFECTIVE,
                false,
                "TouchInVain",
                "%s was left alone: %s.%s".formatted(user.user(), user.effect().reason(), others));
    }

    /**
     * @param user one of those that were touched and not read since
     * @param more how many others there are
     */
    public static Condition unconfirmed(SecretUser user, int more, Duration patience) {
        String others = more == 0 ? "" : " So it is with %d more.".formatted(more);
        return new Condition(
                EFFECTIVE,
                false,
                "NotReadSince",
                "%s was touched, and External Secrets has not read it within %d minutes.%s"
                        .formatted(user, patience.toMinutes(), others));
    }
}
