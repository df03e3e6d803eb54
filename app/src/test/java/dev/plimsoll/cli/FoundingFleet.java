package dev.plimsoll.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes the founding case as {@code kubectl get nodes,pods -A -o json} would: 25 c5.xlarge in
 * ap-northeast-2 with an agent each, and 130 pods of all sizes, whose limits together are 46 % of
 * what the nodes offer, in memory and in CPU. The seed is fixed, so it is the same fleet always.
 */
final class FoundingFleet {

    static final int NODES = 25;
    private static final int PODS = 130;
    private static final int ALLOCATABLE_MIB = 6584;
    private static final int ALLOCATABLE_MILLIS = 3920;
    private static final int AGENT_MIB = 64;
    private static final int AGENT_MILLIS = 100;

    private FoundingFleet() {}

    static String json() {
        List<String> items = new ArrayList<>();
        for (int node = 0; node < NODES; node++) {
            items.add(node(node));
            items.add(
                    pod(
                            "agent-" + node,
                            node,
                            "\"kind\":\"DaemonSet\",\"name\":\"agent\"",
                            "",
                            container("agent", AGENT_MILLIS, AGENT_MIB, 1)));
        }
        Random random = new Random(46);
        long millis = NODES * (ALLOCATABLE_MILLIS * 46L / 100) + 5 - NODES * AGENT_MILLIS;
        long mib = NODES * ALLOCATABLE_MIB * 46L / 100 - NODES * AGENT_MIB;
        for (int left = PODS; left > 0; left--) {
            long podMillis = left == 1 ? millis : millis / left * (50 + random.nextInt(100)) / 100;
            long podMib = left == 1 ? mib : mib / left * (50 + random.nextInt(100)) / 100;
            millis -= podMillis;
            mib -= podMib;
            items.add(
                    pod(
                            "web-7d9c-" + left,
                            left % NODES,
                            "\"kind\":\"ReplicaSet\",\"name\":\"web-7d9c\"",
                            "\"labels\":{\"pod-template-hash\":\"7d9c\"},",
                            container("web", podMillis, podMib, 4)));
        }
        return "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[\n"
                + String.join(",\n", items)
                + "\n]}\n";
    }

    private static String node(int number) {
        return """
        {"apiVersion":"v1","kind":"Node","metadata":{"name":"ip-10-0-0-%d","labels":{\
        "node.kubernetes.io/instance-type":"c5.xlarge","topology.kubernetes.io/region":"ap-northeast-2",\
        "topology.kubernetes.io/zone":"ap-northeast-2%s","kubernetes.io/arch":"amd64",\
        "karpenter.sh/nodepool":"default","karpenter.sh/capacity-type":"on-demand"}},\
        "spec":{},"status":{"allocatable":{"cpu":"%dm","memory":"%dMi","pods":"58"},\
        "conditions":[{"type":"Ready","status":"True"}]}}\
        """
                .formatted(number, "abc".charAt(number % 3), ALLOCATABLE_MILLIS, ALLOCATABLE_MIB);
    }

    private static String pod(
            String name, int node, String owner, String labels, String container) {
        return """
        {"apiVersion":"v1","kind":"Pod","metadata":{"namespace":"shop","name":"%s",%s\
        "ownerReferences":[{"apiVersion":"apps/v1",%s,"controller":true}]},\
        "spec":{"nodeName":"ip-10-0-0-%d","containers":[%s]},"status":{"phase":"Running"}}\
        """
                .formatted(name, labels, owner, node, container);
    }

    /** A container whose requests are a part of its limits. */
    private static String container(String name, long millis, long mib, int part) {
        return """
        {"name":"%s","resources":{"requests":{"cpu":"%dm","memory":"%dMi"},\
        "limits":{"cpu":"%dm","memory":"%dMi"}}}\
        """
                .formatted(name, millis / part, mib / part, millis, mib);
    }
}
