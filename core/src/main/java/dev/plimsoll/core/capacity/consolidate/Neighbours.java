package dev.plimsoll.core.capacity.consolidate;

import java.util.BitSet;
import java.util.List;

/**
 * Counts the pods that affinity and anti-affinity rules mean, by domain, as the scheduler's plugin
 * does.
 *
 * @see <a
 *     href="https://github.com/kubernetes/kubernetes/blob/v1.34.4/pkg/scheduler/framework/plugins/interpodaffinity/filtering.go">interpodaffinity</a>
 */
final class Neighbours {

    private final List<Topology> avoidances;
    private final List<List<Topology>> unions;

    /** By anti-affinity term and domain: pods that the term means. */
    private final int[][] meant;

    /** By anti-affinity term and domain: pods that have the term. */
    private final int[][] owners;

    /** By affinity rule, term and domain: pods that all the rule's terms mean. */
    private final int[][][] joined;

    /** By affinity rule: how many such pods there are in any domain. */
    private final int[] joinedAnywhere;

    private final BitSet ownTerms = new BitSet();
    private final BitSet ownRules = new BitSet();

    Neighbours(Layout layout) {
        avoidances = layout.avoidances();
        unions = layout.unions();
        meant = avoidances.stream().map(one -> new int[one.domains()]).toArray(int[][]::new);
        owners = avoidances.stream().map(one -> new int[one.domains()]).toArray(int[][]::new);
        joined =
                unions.stream()
                        .map(terms ->
                                terms.stream()
                                        .map(one -> new int[one.domains()])
                                        .toArray(int[][]::new))
                        .toArray(int[][][]::new);
        joinedAnywhere = new int[unions.size()];
    }

    Neighbours(Neighbours other) {
        avoidances = other.avoidances;
        unions = other.unions;
        meant = other.meant.clone();
        owners = other.owners.clone();
        joined = other.joined.clone();
        other.ownTerms.clear();
        other.ownRules.clear();
        joinedAnywhere = other.joinedAnywhere.clone();
    }

    /** A copy shares the counts until it writes. */
    private void ownTerm(int term) {
        if (!ownTerms.get(term)) {
            ownTerms.set(term);
            meant[term] = meant[term].clone();
            owners[term] = owners[term].clone();
        }
    }

    private void ownRule(int rule) {
        if (!ownRules.get(rule)) {
            ownRules.set(rule);
            joined[rule] = joined[rule].clone();
            for (int term = 0; term < joined[rule].length; term++) {
                joined[rule][term] = joined[rule][term].clone();
            }
        }
    }

    void change(PodClass kind, int node, int sign) {
        for (int term : kind.avoidedBy()) {
            ownTerm(term);
            count(meant[term], avoidances.get(term), node, sign);
        }
        for (int term : kind.avoids()) {
            ownTerm(term);
            count(owners[term], avoidances.get(term), node, sign);
        }
        for (int rule : kind.joinedBy()) {
            ownRule(rule);
            List<Topology> terms = unions.get(rule);
            for (int term = 0; term < terms.size(); term++) {
                joinedAnywhere[rule] += count(joined[rule][term], terms.get(term), node, sign);
            }
        }
    }

    private static int count(int[] counts, Topology topology, int node, int sign) {
        int domain = topology.domainOf()[node];
        if (domain == Topology.NONE) {
            return 0;
        }
        counts[domain] += sign;
        return sign;
    }

    /** Tells whether a pod of this kind may come: it finds whom it needs and nobody it shuns. */
    boolean welcome(PodClass kind, int node) {
        return !avoided(kind, node) && (kind.joins() == Topology.NONE || finds(kind, node));
    }

    /** Tells whether anti-affinity keeps it away, its own or another pod's. */
    boolean avoided(PodClass kind, int node) {
        return any(kind.avoids(), meant, node) || any(kind.avoidedBy(), owners, node);
    }

    private boolean any(int[] terms, int[][] counts, int node) {
        for (int term : terms) {
            int domain = avoidances.get(term).domainOf()[node];
            if (domain != Topology.NONE && counts[term][domain] > 0) {
                return true;
            }
        }
        return false;
    }

    private boolean finds(PodClass kind, int node) {
        int rule = kind.joins();
        List<Topology> terms = unions.get(rule);
        boolean all = true;
        for (int term = 0; term < terms.size(); term++) {
            int domain = terms.get(term).domainOf()[node];
            if (domain == Topology.NONE) {
                return false;
            }
            all &= joined[rule][term][domain] > 0;
        }
        return all || (joinedAnywhere[rule] == 0 && kind.joinsItself());
    }
}
