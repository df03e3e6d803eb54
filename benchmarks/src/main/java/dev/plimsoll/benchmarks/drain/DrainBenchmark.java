package dev.plimsoll.benchmarks.drain;

import dev.plimsoll.testbed.AuditEvent;
import dev.plimsoll.testbed.AuditLog;
import dev.plimsoll.testbed.ControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Drains one node and ten at once by {@code kubectl drain} and by Plimsoll, each on a fresh API
 * server with the same fleet, as whole processes.
 */
public final class DrainBenchmark {

    private static final double MOST_OF_KUBECTLS_TIME = 1.0 / 3;
    private static final String KUBECTL = "kubectl drain";
    private static final String CAREFUL = "plimsoll drain";
    private static final String SAME_SAFETY =
            "plimsoll drain --pods-at-once 30 --no-wait-for-replacement";

    /** What one run took; requests by the program alone. */
    private record Row(int nodes, String what, double seconds, long requests, long evictions) {

        double perPod() {
            return (double) evictions / (nodes * GuardedFleet.PODS_PER_NODE);
        }

        @Override
        public String toString() {
            return "| %d | `%s` | %.1f | %,d | %.2f |"
                    .formatted(nodes, what, seconds, requests, perPod());
        }
    }

    private final Path launcher;

    private DrainBenchmark(Path launcher) {
        this.launcher = launcher;
    }

    /**
     * @param args the launcher, then how many nodes to drain at once; one and ten if none is named
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        DrainBenchmark benchmark = new DrainBenchmark(Path.of(args[0]));
        System.out.println("| nodes | what | wall s | API requests | eviction calls a pod |");
        System.out.println("| --- | --- | --- | --- | --- |");
        boolean good = true;
        for (int nodes : numbers(args)) {
            Row kubectl = benchmark.told(nodes, KUBECTL);
            Row careful = benchmark.told(nodes, CAREFUL);
            Row alike = benchmark.told(nodes, SAME_SAFETY);
            double share = alike.seconds() / kubectl.seconds();
            good &= careful.perPod() <= 1 && alike.perPod() <= 1;
            good &= nodes == 1 || share <= MOST_OF_KUBECTLS_TIME;
        }
        if (!good) {
            System.err.println("Not within the bar.");
            System.exit(1);
        }
    }

    private static List<Integer> numbers(String[] args) {
        return args.length == 1
                ? List.of(1, GuardedFleet.NODES)
                : List.of(args).subList(1, args.length).stream().map(Integer::valueOf).toList();
    }

    private Row told(int nodes, String what) throws IOException, InterruptedException {
        Row row = run(nodes, what);
        System.out.println(row);
        return row;
    }

    private Row run(int count, String what) throws IOException, InterruptedException {
        try (ControlPlane controlPlane = ControlPlane.start()) {
            GuardedFleet fleet = GuardedFleet.fill(controlPlane);
            List<String> nodes = fleet.nodes(count);
            String user = "system:serviceaccount:default:drainer";
            Path kubeconfig = controlPlane.serviceAccountKubeconfig("default", "drainer");
            controlPlane
                    .client()
                    .resource(
                            """
                            apiVersion: rbac.authorization.k8s.io/v1
                            kind: ClusterRoleBinding
                            metadata: {name: drainer}
                            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
                            subjects: [{kind: ServiceAccount, name: drainer, namespace: default}]
                            """)
                    .create();
            Thread.sleep(Duration.ofSeconds(2));
            AuditLog.Mark mark = controlPlane.auditLog().mark();
            double seconds = timed(command(controlPlane, what, nodes), kubeconfig);
            if (fleet.podsOn(nodes) > 0) {
                throw new IllegalStateException(what + " has left pods behind");
            }
            List<AuditEvent> requests =
                    controlPlane
                            .auditLog()
                            .since(
                                    mark,
                                    event ->
                                            event.user().equals(user)
                                                    // A watch is told of when it begins, too.
                                                    && event.verb().equals("watch")
                                                            == event.stage()
                                                                    .equals("ResponseStarted"));
            requests.stream()
                    .filter(one -> one.subresource().equals("eviction") && one.code() != 201)
                    .forEach(one -> System.err.printf("%s: %s %d%n", what, one.name(), one.code()));
            long evictions =
                    requests.stream().filter(one -> one.subresource().equals("eviction")).count();
            fleet.awaitSettled();
            return new Row(count, what, seconds, requests.size(), evictions);
        }
    }

    private List<String> command(ControlPlane controlPlane, String what, List<String> nodes) {
        List<String> words = new ArrayList<>(List.of(what.split(" ")));
        words.set(
                0,
                what.equals(KUBECTL)
                        ? controlPlane.kubectl().toString()
                        : launcher.toAbsolutePath().toString());
        if (!what.equals(KUBECTL)) {
            words.addAll(List.of("--nodes-at-once", String.valueOf(nodes.size())));
        }
        return Stream.concat(words.stream(), nodes.stream()).toList();
    }

    private static double timed(List<String> command, Path kubeconfig)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile("drain", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        long begun = System.nanoTime();
        int code = builder.start().waitFor();
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (code != 0) {
            throw new IllegalStateException(command + " failed: see " + log);
        }
        Files.delete(log);
        return seconds;
    }
}
