package dev.plimsoll.benchmarks;

import dev.plimsoll.kubernetes.api.Manifests;
import dev.plimsoll.kubernetes.api.Manifests.Job;
import dev.plimsoll.testbed.AuditLog;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.FleetFiller;
import dev.plimsoll.testbed.FleetShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Measures the label job on real API servers with fleets whose nodes were all born in the same
 * second: how many writes it takes, how long a vacancy lasts, memory, and time to ready.
 */
public final class LabelBenchmark {

    private static final String USER = "system:serviceaccount:plimsoll:plimsoll";
    private static final int LABELLED = 5;
    private static final int HANDOVERS = 200;
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** Kubernetes' own controllers look at every new node first, on the same processors. */
    private static final Duration AFTER_BIRTH = Duration.ofSeconds(20);

    /** Of which the median counts. */
    private static final int STARTS = 5;

    private LabelBenchmark() {}

    /**
     * @param args the launcher, then the sizes of the fleets
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        System.out.println(
                "| nodes | ready after s | writes for 5 labels | then in 30 s"
                        + " | vacancy median ms | vacancy p99 ms | resident MiB | at most MiB |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- |");
        for (String nodes : List.of(args).subList(1, args.length)) {
            System.out.println(row(Path.of(args[0]), Integer.parseInt(nodes)));
        }
    }

    private static String row(Path launcher, int size) throws IOException, InterruptedException {
        try (ControlPlane controlPlane = ControlPlane.start()) {
            install(controlPlane);
            List<String> nodes =
                    new FleetFiller(controlPlane)
                            .fill(FleetShape.ofNodes(size)).stream().sorted().toList();
            Path log = Files.createTempFile("plimsoll-operator", ".log");
            Path kubeconfig = controlPlane.serviceAccountKubeconfig("plimsoll", "plimsoll");
            Thread.sleep(AFTER_BIRTH);
            Duration ready = medianStart(launcher, kubeconfig, log);
            try (OperatorProcess operator = OperatorProcess.start(launcher, kubeconfig, log);
                    Handover handover = new Handover(controlPlane.client(), "monitoring")) {
                operator.awaitReady();
                AuditLog.Mark mark = controlPlane.auditLog().mark();
                policy(controlPlane);
                handover.awaitLabelled(LABELLED);
                Thread.sleep(SILENCE);
                long writes = nodeWrites(controlPlane, mark);
                List<Duration> vacancies = new ArrayList<>();
                for (String node : nodes.subList(0, HANDOVERS)) {
                    vacancies.add(handover.replace(node));
                }
                Collections.sort(vacancies);
                return "| %,d | %.2f | %d | %d | %.1f | %.1f | %d | %d |"
                        .formatted(
                                size,
                                ready.toMillis() / 1000.0,
                                LABELLED,
                                writes - LABELLED,
                                millis(vacancies.get(HANDOVERS / 2)),
                                millis(vacancies.get(HANDOVERS * 99 / 100)),
                                operator.mebibytes("VmRSS"),
                                operator.mebibytes("VmHWM"));
            }
        }
    }

    private static Duration medianStart(Path launcher, Path kubeconfig, Path log)
            throws IOException, InterruptedException {
        List<Duration> starts = new ArrayList<>();
        for (int start = 0; start < STARTS; start++) {
            try (OperatorProcess operator = OperatorProcess.start(launcher, kubeconfig, log)) {
                starts.add(operator.awaitReady());
            }
        }
        Collections.sort(starts);
        return starts.get(STARTS / 2);
    }

    private static void install(ControlPlane controlPlane) throws InterruptedException {
        Set<Job> jobs = Set.of(Job.LABELS);
        Stream.concat(
                        Manifests.definitions(jobs).stream(),
                        Manifests.installation(jobs, "plimsoll", "plimsoll:benchmark").stream())
                .filter(document -> !document.path("kind").asText().equals("Deployment"))
                .forEach(document ->
                        controlPlane.client().resource(document.toString()).serverSideApply());
        controlPlane
                .client()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("nodelabelpolicies.nlp.lento.dev")
                .waitUntilCondition(
                        definition ->
                                definition != null
                                        && definition.getStatus() != null
                                        && definition.getStatus().getConditions().stream()
                                                .anyMatch(condition ->
                                                        condition.getType().equals("Established")
                                                                && condition
                                                                        .getStatus()
                                                                        .equals("True")),
                        2,
                        java.util.concurrent.TimeUnit.MINUTES);
    }

    private static void policy(ControlPlane controlPlane) {
        controlPlane
                .client()
                .resource(
                        """
                        apiVersion: nlp.lento.dev/v1alpha1
                        kind: NodeLabelPolicy
                        metadata: {name: benchmark}
                        spec:
                          strategy: {type: oldest, count: %d}
                          labels: {monitoring: enabled}
                        """
                                .formatted(LABELLED))
                .create();
    }

    private static long nodeWrites(ControlPlane controlPlane, AuditLog.Mark mark) {
        return controlPlane.auditLog().writesSince(mark, USER).stream()
                .filter(event -> event.resource().equals("nodes"))
                .count();
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
