package dev.plimsoll.page;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Writes a fleet as {@code kubectl get nodes,pods -A -o json} would: nodes of three types and
 * zones, filled unevenly, some over what they have, some with containers that have no limit. The
 * same number of nodes gives the same fleet always.
 */
final class DrawnFleet {

    private static final List<String> APPS =
            List.of(
                    "checkout",
                    "search",
                    "catalog",
                    "payments",
                    "sessions",
                    "recommend",
                    "web",
                    "mailer",
                    "invoices",
                    "ledger",
                    "images",
                    "stock",
                    "gateway",
                    "reports",
                    "profiles",
                    "events",
                    "cache",
                    "notifier",
                    "pricing",
                    "feeds",
                    "audit",
                    "billing",
                    "imports",
                    "exports",
                    "metrics-relay");
    private static final List<String> NAMESPACES = List.of("shop", "data", "platform", "edge");

    private final StringBuilder json = new StringBuilder();
    private final Random random;
    private final int podsPerNode;

    private DrawnFleet(int nodes, int podsPerNode) {
        random = new Random(nodes);
        this.podsPerNode = podsPerNode;
    }

    static String json(int nodes, int podsPerNode) {
        return new DrawnFleet(nodes, podsPerNode).draw(nodes);
    }

    private String draw(int nodes) {
        json.append("{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[");
        for (int i = 0; i < nodes; i++) {
            node(i);
        }
        json.setLength(json.length() - 1);
        return json.append("]}").toString();
    }

    private void node(int number) {
        int type = random.nextInt(10);
        long mib = type < 6 ? 6584 : type < 9 ? 14162 : 29317;
        String name =
                "ip-10-%d-%d-%d.ap-northeast-2.compute.internal"
                        .formatted(number / 4000, number / 200 % 200, number % 200 + 10);
        json.append(
                """
                {"apiVersion":"v1","kind":"Node","metadata":{"name":"%s","labels":{\
                "node.kubernetes.io/instance-type":"%s","topology.kubernetes.io/region":"ap-northeast-2",\
                "topology.kubernetes.io/zone":"ap-northeast-2%s","kubernetes.io/arch":"amd64",\
                "karpenter.sh/nodepool":"%s","karpenter.sh/capacity-type":"on-demand"}},\
                "spec":{%s},"status":{"allocatable":{"cpu":"3920m","memory":"%dMi","pods":"58"},\
                "conditions":[{"type":"Ready","status":"True"}]}},\
                """
                        .formatted(
                                name,
                                type < 6 ? "c5.xlarge" : type < 9 ? "m5.xlarge" : "r5.xlarge",
                                "abc".charAt(random.nextInt(3)),
                                type < 9 ? "default" : "memory",
                                random.nextInt(40) == 0 ? "\"unschedulable\":true" : "",
                                mib));
        double share = Math.clamp(0.46 + 0.19 * random.nextGaussian(), 0.05, 1.4);
        pod(number, name, "DaemonSet", "node-agent", "platform", 100, 128, true);
        double[] parts = random.doubles(podsPerNode, 0.3, 1.7).toArray();
        double sum = java.util.Arrays.stream(parts).sum();
        for (int i = 0; i < podsPerNode; i++) {
            int app = Math.min((int) Math.abs(random.nextGaussian() * 9), APPS.size() - 1);
            pod(
                    number * podsPerNode + i,
                    name,
                    app % 6 == 4 ? "StatefulSet" : "ReplicaSet",
                    APPS.get(app),
                    NAMESPACES.get(app % NAMESPACES.size()),
                    (long) (3700 * share * parts[i] / sum),
                    (long) ((mib - 128) * share * parts[i] / sum),
                    app % 11 != 7 || random.nextInt(3) == 0);
        }
    }

    private void pod(
            int number,
            String node,
            String kind,
            String app,
            String namespace,
            long millis,
            long mib,
            boolean limited) {
        double asked = app.length() % 4 == 0 ? 1 : 0.35 + random.nextDouble() * 0.3;
        String limits =
                limited
                        ? ",\"limits\":{\"cpu\":\"%dm\",\"memory\":\"%dMi\"}".formatted(millis, mib)
                        : "";
        json.append(
                String.format(
                        Locale.ROOT,
                        """
                        {"apiVersion":"v1","kind":"Pod","metadata":{"namespace":"%s","name":"%s-%d",\
                        "labels":{"pod-template-hash":"5f7c"},\
                        "ownerReferences":[{"apiVersion":"apps/v1","kind":"%s","name":"%s","controller":true}]},\
                        "spec":{"nodeName":"%s","containers":[{"name":"%s","resources":{\
                        "requests":{"cpu":"%dm","memory":"%dMi"}%s}}]},"status":{"phase":"Running"}},\
                        """,
                        namespace,
                        app,
                        number,
                        kind,
                        kind.equals("ReplicaSet") ? app + "-5f7c" : app,
                        node,
                        app,
                        (long) (millis * asked),
                        (long) (mib * asked),
                        limits));
    }
}
