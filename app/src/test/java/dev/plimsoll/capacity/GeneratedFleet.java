package dev.plimsoll.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Draws a fleet as YAML: 8 to 15 nodes in three zones, and workloads with every kind of constraint
 * that the scheduler knows, sparse enough that some nodes can go.
 */
final class GeneratedFleet {

    private final Random random;
    private final String namespace;
    private final List<String> documents = new ArrayList<>();
    private final int nodes;

    private GeneratedFleet(long seed, String namespace) {
        // Its first draw hardly differs among small seeds.
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.namespace = namespace;
        nodes = 8 + random.nextInt(8);
    }

    /** The nodes, which have to be there before anything else. */
    static String nodes(long seed) {
        GeneratedFleet fleet = new GeneratedFleet(seed, "");
        for (int number = 0; number < fleet.nodes; number++) {
            fleet.node(number);
        }
        return fleet.yaml();
    }

    /** All that runs on them. */
    static String workloads(long seed, String namespace) {
        GeneratedFleet fleet = new GeneratedFleet(seed, namespace);
        fleet.daemonSet();
        int workloads = fleet.nodes + fleet.random.nextInt(fleet.nodes / 2);
        for (int number = 0; number < workloads; number++) {
            fleet.workload("app-" + number);
        }
        return fleet.yaml();
    }

    private String yaml() {
        return String.join("---\n", documents);
    }

    private void node(int number) {
        boolean large = random.nextInt(3) > 0;
        documents.add(
                """
                apiVersion: v1
                kind: Node
                metadata:
                  name: node-%1$d
                  annotations: {kwok.x-k8s.io/node: fake}
                  labels:
                    kubernetes.io/hostname: node-%1$d
                    kubernetes.io/arch: amd64
                    kubernetes.io/os: linux
                    topology.kubernetes.io/region: ap-northeast-2
                    topology.kubernetes.io/zone: ap-northeast-2%2$s
                    node.kubernetes.io/instance-type: %3$s
                    karpenter.sh/capacity-type: on-demand
                    disk: %4$s
                    generation: "%5$d"
                spec:
                  taints: [%6$s]
                status:
                  capacity: {cpu: "%7$s", memory: %8$s, pods: "%9$d", ephemeral-storage: 80Gi}
                  allocatable: {cpu: "%7$s", memory: %8$s, pods: "%9$d", ephemeral-storage: 70Gi}
                  conditions: [{type: Ready, status: "True", reason: KubeletReady}]
                """
                        .formatted(
                                number,
                                "abc".charAt(number % 3),
                                large ? "m5.xlarge" : "m5.large",
                                random.nextBoolean() ? "ssd" : "hdd",
                                3 + random.nextInt(4),
                                random.nextInt(6) == 0
                                        ? "{key: team, value: blue, effect: NoSchedule}"
                                        : "",
                                large ? "3920m" : "1930m",
                                large ? "14162Mi" : "7071Mi",
                                large ? 18 : 12));
    }

    private void daemonSet() {
        documents.add(
                """
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: agent, namespace: %1$s}
                spec:
                  selector: {matchLabels: {app: agent}}
                  template:
                    metadata: {labels: {app: agent}}
                    spec:
                      tolerations: [{operator: Exists}]
                %2$s
                """
                        .formatted(namespace, container("", 100, 128)));
    }

    private void workload(String app) {
        int cpuMillis = 50 * (2 + random.nextInt(14));
        int memoryMib = 128 * (1 + random.nextInt(12));
        int replicas = 1 + random.nextInt(4);
        int kind = random.nextInt(14);
        if (kind == 0) {
            statefulSet(app, cpuMillis, memoryMib);
            return;
        }
        documents.add(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s, namespace: %2$s}
                spec:
                  replicas: %3$d
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata:
                      labels: {app: %1$s, tier: "%4$d"}
                      annotations: {%5$s}
                    spec:
                      terminationGracePeriodSeconds: 1
                %6$s
                %7$s
                """
                        .formatted(
                                app,
                                namespace,
                                replicas,
                                random.nextInt(3),
                                random.nextInt(25) == 0
                                        ? "karpenter.sh/do-not-disrupt: \"true\""
                                        : "",
                                constraint(kind, app).indent(6).stripTrailing(),
                                container(
                                        kind == 1
                                                ? "ports: [{containerPort: 80, hostPort: %d}]"
                                                        .formatted(8080 + random.nextInt(2))
                                                : "",
                                        cpuMillis,
                                        memoryMib)));
        if (random.nextInt(4) == 0) {
            budget(app, random.nextInt(4) == 0 ? 0 : 1);
        }
    }

    private String constraint(int kind, String app) {
        String other = "app-" + random.nextInt(5);
        String key =
                random.nextBoolean() ? "topology.kubernetes.io/zone" : "kubernetes.io/hostname";
        return switch (kind) {
            case 2 -> "nodeSelector: {disk: ssd}";
            case 3 -> nodeAffinity("topology.kubernetes.io/zone", "NotIn", "ap-northeast-2b");
            case 4 -> nodeAffinity("generation", "Gt", "4");
            case 5 ->
                    "tolerations: [{key: team, operator: Equal, value: blue, effect: NoSchedule}]";
            case 6 -> spread("topology.kubernetes.io/zone", 1, app, "minDomains: 3");
            case 7 -> spread("topology.kubernetes.io/zone", 1, app, "nodeTaintsPolicy: Honor");
            case 8 ->
                    spread(
                            "kubernetes.io/hostname",
                            1 + random.nextInt(2),
                            app,
                            "matchLabelKeys: [pod-template-hash]");
            case 9 -> spread("kubernetes.io/hostname", 1, app, "nodeTaintsPolicy: Honor");
            case 10 -> neighbours("podAntiAffinity", "{app: " + app + "}", key, "");
            case 11 ->
                    neighbours(
                            "podAntiAffinity",
                            "{app: " + other + "}",
                            "kubernetes.io/hostname",
                            "namespaceSelector: {}");
            case 12 -> neighbours("podAffinity", "{app: " + other + "}", key, "");
            default -> "priority: 0";
        };
    }

    private static String nodeAffinity(String key, String operator, String value) {
        return """
        affinity:
          nodeAffinity:
            requiredDuringSchedulingIgnoredDuringExecution:
              nodeSelectorTerms: [{matchExpressions: [{key: %s, operator: %s, values: ["%s"]}]}]
        """
                .formatted(key, operator, value);
    }

    private static String spread(String key, int maxSkew, String app, String more) {
        return """
        topologySpreadConstraints:
        - {maxSkew: %d, topologyKey: %s, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: %s}}, %s}
        """
                .formatted(maxSkew, key, app, more);
    }

    private static String neighbours(String rule, String labels, String key, String more) {
        return """
        affinity:
          %s:
            requiredDuringSchedulingIgnoredDuringExecution:
            - {labelSelector: {matchLabels: %s}, topologyKey: %s%s}
        """
                .formatted(rule, labels, key, more.isEmpty() ? "" : ", " + more);
    }

    private void budget(String app, int maxUnavailable) {
        documents.add(
                """
                apiVersion: policy/v1
                kind: PodDisruptionBudget
                metadata: {name: %1$s, namespace: %2$s}
                spec: {maxUnavailable: %3$d, selector: {matchLabels: {app: %1$s}}}
                """
                        .formatted(app, namespace, maxUnavailable));
    }

    /** One pod with a volume that can be reached from one zone only. */
    private void statefulSet(String app, int cpuMillis, int memoryMib) {
        documents.add(
                """
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: %2$s-%1$s}
                spec:
                  capacity: {storage: 1Gi}
                  accessModes: [ReadWriteOnce]
                  storageClassName: ""
                  claimRef: {namespace: %2$s, name: data-%1$s-0}
                  hostPath: {path: /data}
                  nodeAffinity:
                    required:
                      nodeSelectorTerms:
                      - matchExpressions: [{key: topology.kubernetes.io/zone, operator: In, values: [ap-northeast-2%3$s]}]
                ---
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: %1$s, namespace: %2$s}
                spec:
                  replicas: 1
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      terminationGracePeriodSeconds: 1
                %4$s
                  volumeClaimTemplates:
                  - metadata: {name: data}
                    spec: {accessModes: [ReadWriteOnce], storageClassName: "", resources: {requests: {storage: 1Gi}}}
                """
                        .formatted(
                                app,
                                namespace,
                                "abc".charAt(random.nextInt(3)),
                                container("", cpuMillis, memoryMib)));
    }

    private String container(String ports, int cpuMillis, int memoryMib) {
        return """
        containers:
        - name: app
          image: registry.example/app
          resources:
            requests: {cpu: %1$dm, memory: %2$dMi%3$s}
            limits: {cpu: %4$dm, memory: %5$dMi}
          %6$s
        """
                .formatted(
                        cpuMillis,
                        memoryMib,
                        random.nextInt(10) == 0 ? ", ephemeral-storage: 20Gi" : "",
                        cpuMillis * 2,
                        memoryMib * (4 + random.nextInt(4)) / 4,
                        ports)
                .indent(6)
                .stripTrailing();
    }
}
