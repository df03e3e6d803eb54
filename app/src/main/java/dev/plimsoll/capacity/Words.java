package dev.plimsoll.capacity;

import dev.plimsoll.core.fleet.Pod;
import java.util.Collection;
import java.util.List;

/** Words counts as people do. */
final class Words {

    private Words() {}

    /** A sentence where no pod takes room, so that nobody takes that for good news unseen. */
    static List<String> ofNoPods(Collection<Pod> pods) {
        return pods.stream().anyMatch(Pod::counted)
                ? List.of()
                : List.of("no pod is bound to these nodes, so there is nothing to carry.");
    }

    /** A count with what is counted, in the singular where it is one. */
    static String counted(long count, String one) {
        return count + " " + one + (count == 1 ? "" : "s");
    }

    /** The same with a verb behind it: {@code 1 node has}, {@code 2 nodes have}. */
    static String counted(long count, String one, String singular, String plural) {
        return counted(count, one) + " " + (count == 1 ? singular : plural);
    }
}
