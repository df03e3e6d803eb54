package dev.plimsoll.secrets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Many events at once.
 *
 * @param events as they come
 * @param eventByUse who is to be touched, and for which event's id
 */
record Burst(List<String> events, Map<String, String> eventByUse) {

    /** So many ExternalSecrets use one key. */
    static final int SHARED = 300;

    static final int EVENTS = 200;

    /** So many events are of keys that nobody uses. */
    private static final int UNUSED = 20;

    /**
     * Makes new events.
     *
     * @param store of an ExternalSecret
     */
    static Burst make(IntUnaryOperator store) {
        List<String> events = new ArrayList<>();
        Map<String, String> eventByUse = new HashMap<>();
        ObjectNode shared = Events.parameterChange("/shared");
        events.add(shared.toString());
        IntStream.range(0, SHARED).forEach(use -> eventByUse.put("use-" + use, id(shared)));
        for (int own = 0; own < EVENTS - 1; own++) {
            int use = SHARED + own;
            boolean used = own < EVENTS - 1 - UNUSED;
            // Some have the right name without the prefix, or with another team's.
            ObjectNode event =
                    Events.parameterChange(
                            used
                                    ? "/team-" + store.applyAsInt(use) + "/db-" + use
                                    : own % 2 == 0 ? "/team-1/db-" + use : "db-" + use);
            events.add(event.toString());
            if (used) {
                eventByUse.put("use-" + use, id(event));
            }
        }
        return new Burst(events, eventByUse);
    }

    private static String id(ObjectNode event) {
        return event.path("id").asText();
    }
}
