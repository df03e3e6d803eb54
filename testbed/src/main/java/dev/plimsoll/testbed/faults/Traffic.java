package dev.plimsoll.testbed.faults;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rules in force, and what is on its way. */
final class Traffic {
    private final CopyOnWriteArrayList<FaultRule> rules = new CopyOnWriteArrayList<>();
    private final Map<Link, RequestLine> underway = new ConcurrentHashMap<>();

    void add(FaultRule rule) {
        rules.add(rule);
    }

    void clear() {
        rules.forEach(FaultRule::end);
        rules.clear();
    }

    /** Returns the fault of the first rule that strikes, if any does. */
    @Nullable Fault begin(Link link, RequestLine line) {
        underway.put(link, line);
        for (FaultRule rule : rules) {
            if (rule.strikes(line)) {
                return rule.fault();
            }
        }
        return null;
    }

    void end(Link link) {
        underway.remove(link);
    }

    /** Does something to all exchanges that are on their way; returns to how many. */
    int each(Predicate<RequestLine> requests, Consumer<Link> action) {
        int[] count = {0};
        underway.forEach((link, line) -> {
            if (requests.test(line)) {
                action.accept(link);
                count[0]++;
            }
        });
        return count[0];
    }
}
