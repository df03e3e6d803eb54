package dev.plimsoll.benchmarks.faults;

import dev.plimsoll.testbed.ControlPlane;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Prints how long a feed with the deadlines of production takes to notice each fault and to recover
 * from it, and how many events it has missed then; beside it a plain fabric8 informer. All faults
 * at the same time, each with a proxy, a namespace and a client of its own: they mostly wait.
 */
public final class NeverHangTable {

    /** Starting all at once would measure this machine. */
    private static final int STARTING_AT_ONCE = 4;

    private final ControlPlane controlPlane;
    private final Duration patience;
    private final Semaphore starting = new Semaphore(STARTING_AT_ONCE);

    private NeverHangTable(ControlPlane controlPlane, Duration patience) {
        this.controlPlane = controlPlane;
        this.patience = patience;
    }

    private record Row(Trouble trouble, Future<Outcome> feed, Future<Outcome> informer) {}

    /**
     * @param args the patience in seconds with one fault, and with one recovery; then, to do less,
     *     what the names of the faults are to contain
     */
    public static void main(String[] args) throws InterruptedException {
        Duration patience = Duration.ofSeconds(Long.parseLong(args[0]));
        try (ControlPlane controlPlane = ControlPlane.start()) {
            controlPlane
                    .client()
                    .resource(
                            """
                            apiVersion: rbac.authorization.k8s.io/v1
                            kind: ClusterRoleBinding
                            metadata: {name: watcher}
                            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
                            subjects: [{kind: ServiceAccount, namespace: default, name: watcher}]
                            """)
                    .create();
            List<String> wanted = List.of(args).subList(1, args.length);
            new NeverHangTable(controlPlane, patience)
                    .print(
                            Troubles.all().stream()
                                    .filter(trouble ->
                                            wanted.isEmpty()
                                                    || wanted.stream()
                                                            .anyMatch(trouble.fault()::contains))
                                    .toList());
        }
        // The informers' event loops would keep this process.
        System.exit(0);
    }

    private void print(List<Trouble> troubles) throws InterruptedException {
        HttpClient.Factory http = new VertxHttpClientFactory();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Row> rows = new ArrayList<>();
            for (Trouble trouble : troubles) {
                Future<Outcome> feed = threads.submit(() -> outcome(trouble, FeedSubject::new));
                Future<Outcome> informer =
                        threads.submit(
                                () -> outcome(trouble, stage -> new InformerSubject(stage, http)));
                rows.add(new Row(trouble, feed, informer));
            }
            System.out.println(
                    "| fault | phase | Plimsoll notices | recovers | missed"
                            + " | informer notices | recovers | missed |");
            System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- |");
            for (Row row : rows) {
                System.out.printf(
                        "| %s | %s | %s | %s |%n",
                        row.trouble.fault(),
                        row.trouble.phase().title(),
                        cells(row.feed),
                        row.trouble.paged() ? "- | - | -" : cells(row.informer));
            }
        }
    }

    private String cells(Future<Outcome> outcome) throws InterruptedException {
        try {
            return outcome.get().cells(patience);
        } catch (ExecutionException e) {
            System.err.println("A trial failed: " + e.getCause());
            return "failed | failed | failed";
        }
    }

    private Outcome outcome(Trouble trouble, Function<Stage, Subject> client)
            throws InterruptedException {
        starting.acquire();
        boolean started = false;
        try (Stage stage = new Stage(controlPlane);
                Subject subject = client.apply(stage)) {
            Trial trial = new Trial(trouble, stage, subject, patience);
            trial.prepare();
            starting.release();
            started = true;
            return trial.run();
        } finally {
            if (!started) {
                starting.release();
            }
        }
    }
}
