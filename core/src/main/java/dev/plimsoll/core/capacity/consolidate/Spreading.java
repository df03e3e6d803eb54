package dev.plimsoll.core.capacity.consolidate;

import dev.plimsoll.core.capacity.consolidate.Board.State;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Counts pods by domain for topology spread, as the scheduler's plugin does. Which nodes count
 * depends on the rule: a cordoned node does unless the rule honours taints, and while it does, its
 * domain may be the emptiest.
 *
 * @see <a
 *     href="https://github.com/kubernetes/kubernetes/blob/v1.34.4/pkg/scheduler/framework/plugins/podtopologyspread/filtering.go">podtopologyspread</a>
 */
final class Spreading {

    private static final int STALE = -1;

    private final Layout layout;
    private final boolean[][] included;

    /** By rule and domain: how many nodes of it count. */
    private final int[][] nodes;

    /** By rule and domain: the pods on these nodes that are counted. */
    private final int[][] counts;

    private final int[] domains;

    /** By rule: the least count of any domain. */
    private final int[] least;

    private final BitSet own = new BitSet();

    Spreading(Layout layout) {
        this.layout = layout;
        int rules = layout.spreads().size();
        included = new boolean[rules][layout.nodes()];
        nodes = new int[rules][];
        counts = new int[rules][];
        domains = new int[rules];
        least = new int[rules];
        for (int rule = 0; rule < rules; rule++) {
            nodes[rule] = new int[layout.spreads().get(rule).domains()];
            counts[rule] = nodes[rule].clone();
            for (int node = 0; node < layout.nodes(); node++) {
                include(rule, node, includes(rule, node, State.OPEN));
            }
        }
    }

    Spreading(Spreading other) {
        layout = other.layout;
        included = other.included.clone();
        nodes = other.nodes.clone();
        counts = other.counts.clone();
        other.own.clear();
        domains = other.domains.clone();
        least = other.least.clone();
    }

    /** A copy shares the counts until it writes. */
    private void own(int rule) {
        if (!own.get(rule)) {
            own.set(rule);
            included[rule] = included[rule].clone();
            nodes[rule] = nodes[rule].clone();
            counts[rule] = counts[rule].clone();
        }
    }

    private boolean includes(int rule, int node, State state) {
        var machine = layout.machines().get(node);
        boolean cordoned = state == State.CORDONED || machine.node().unschedulable();
        return state != State.GONE
                && layout.spreadRules().get(rule).includes(machine.node(), cordoned);
    }

    private void include(int rule, int node, boolean wanted) {
        if (included[rule][node] == wanted) {
            return;
        }
        own(rule);
        included[rule][node] = wanted;
        least[rule] = STALE;
        int domain = layout.spreads().get(rule).domainOf()[node];
        int before = nodes[rule][domain];
        nodes[rule][domain] += wanted ? 1 : -1;
        domains[rule] += Integer.signum(nodes[rule][domain]) - Integer.signum(before);
    }

    /** Takes note of what becomes of a node that holds these pods. */
    void state(int node, State state, int[] pods) {
        for (int rule = 0; rule < counts.length; rule++) {
            boolean wanted = includes(rule, node, state);
            if (included[rule][node] != wanted) {
                own(rule);
                int domain = layout.spreads().get(rule).domainOf()[node];
                counts[rule][domain] += (wanted ? 1 : -1) * counted(rule, pods);
                include(rule, node, wanted);
            }
        }
    }

    private int counted(int rule, int[] pods) {
        int counted = 0;
        for (int pod : pods) {
            if (Arrays.binarySearch(layout.podClass(pod).countedIn(), rule) >= 0) {
                counted++;
            }
        }
        return counted;
    }

    void change(PodClass kind, int node, int sign) {
        for (int rule : kind.countedIn()) {
            if (included[rule][node]) {
                own(rule);
                int[] count = counts[rule];
                int domain = layout.spreads().get(rule).domainOf()[node];
                boolean wasLeast = count[domain] == least[rule];
                count[domain] += sign;
                if (sign < 0 && count[domain] < least[rule]) {
                    least[rule] = count[domain];
                } else if (sign > 0 && wasLeast) {
                    least[rule] = STALE;
                }
            }
        }
    }

    /** Tells whether one more pod of this kind on the node leaves its rules kept. */
    boolean even(PodClass kind, int node) {
        for (PodClass.Spread spread : kind.spreads()) {
            int rule = spread.rule();
            int domain = layout.spreads().get(rule).domainOf()[node];
            if (domain == Topology.NONE) {
                return false;
            }
            int emptiest = domains[rule] < spread.minDomains() ? 0 : least(rule);
            int here = nodes[rule][domain] > 0 ? counts[rule][domain] : 0;
            if (here + (spread.countsItself() ? 1 : 0) - emptiest > spread.maxSkew()) {
                return false;
            }
        }
        return true;
    }

    private int least(int rule) {
        if (least[rule] == STALE) {
            int found = Integer.MAX_VALUE;
            for (int domain = 0; domain < counts[rule].length; domain++) {
                if (nodes[rule][domain] > 0) {
                    found = Math.min(found, counts[rule][domain]);
                }
            }
            least[rule] = found == Integer.MAX_VALUE ? 0 : found;
        }
        return least[rule];
    }
}
