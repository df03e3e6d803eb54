package dev.plimsoll.leadership;

import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.kubernetes.connection.ApiAnswer;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.ApiRequest;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.ClusterSource;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.kubernetes.connection.Interruption;
import dev.plimsoll.kubernetes.lease.KubernetesLeaseStore;
import dev.plimsoll.operator.leadership.ElectionLoop;
import dev.plimsoll.operator.leadership.ElectionTimes;
import dev.plimsoll.operator.leadership.Elector;
import dev.plimsoll.operator.leadership.LeadershipListener;
import dev.plimsoll.operator.leadership.LeaseFence;
import dev.plimsoll.operator.leadership.WriteGate;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process that competes for the lease and, while it leads, writes to nodes as fast as it can; run
 * by {@link ContenderProcess}. Its arguments are a kubeconfig, a namespace and the nodes.
 */
final class Contender {

    /** The annotation that every write gives a text of its own. */
    static final String WRITTEN = "example.com/written";

    private static final ElectionTimes TIMES = ElectionTimes.STANDARD;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Pattern VERSION = Pattern.compile("\"resourceVersion\":\\s*\"(\\d+)\"");

    private final Cluster cluster;
    private final WriteGate gate;

    private Contender(Cluster cluster, WriteGate gate) {
        this.cluster = cluster;
        this.gate = gate;
    }

    public static void main(String[] args) throws ApiException, InterruptedException {
        ClusterSource source = new ClusterSource.Kubeconfig(Path.of(args[0]), Optional.empty());
        InstantSource wall = InstantSource.system();
        LeaseFence fence = new LeaseFence(System::nanoTime, wall, TIMES);
        WriteGate gate = new WriteGate(fence, System::nanoTime, TIMES);
        Cluster cluster =
                new Cluster(source, Deadlines.STANDARD.withRequest(TIMES.writeDeadline()), fence);
        Elector elector =
                new Elector(
                        UUID.randomUUID().toString(),
                        TIMES,
                        new KubernetesLeaseStore(
                                source, TIMES.requestTimeout(), args[1], "plimsoll"),
                        fence,
                        gate,
                        new Spoken(),
                        System::nanoTime,
                        wall,
                        new SplittableRandom());
        ElectionLoop loop = new ElectionLoop(elector, Duration.ofSeconds(20));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(loop::close));
        loop.start();
        Contender contender = new Contender(cluster, gate);
        for (String node : List.of(args).subList(2, args.length)) {
            Thread.ofVirtual().start(() -> contender.writeForEver(node));
        }
        Thread.currentThread().join();
    }

    private void writeForEver(String node) {
        String version = "";
        while (true) {
            String path = "/api/v1/nodes/" + node;
            String known = version;
            WriteOutcome<String> outcome =
                    known.isEmpty()
                            ? send(ApiRequest.get(path))
                            : gate.pass(() -> send(ApiRequest.mergePatch(path, patch(known))));
            version =
                    switch (outcome) {
                        case WriteOutcome.Done<String>(String after) -> after;
                        case WriteOutcome.Withheld<String> _ -> known;
                        default -> "";
                    };
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static String patch(String version) {
        return """
        {"metadata": {"resourceVersion": "%s", "annotations": {"%s": "%s"}}}\
        """
                .formatted(version, WRITTEN, UUID.randomUUID());
    }

    private WriteOutcome<String> send(ApiRequest request) {
        try {
            ApiAnswer answer = cluster.send(request);
            Matcher version = VERSION.matcher(answer.body());
            if (answer.successful() && version.find()) {
                return new WriteOutcome.Done<>(version.group(1));
            }
            return answer.code() == 409
                    ? new WriteOutcome.Conflict<>(answer.body())
                    : new WriteOutcome.Doubtful<>(answer.body());
        } catch (ApiException e) {
            return e.interruption() == Interruption.WITHHELD
                    ? new WriteOutcome.Withheld<>(e.problem().sentence())
                    : new WriteOutcome.Doubtful<>(e.problem().sentence());
        }
    }

    private static final class Spoken implements LeadershipListener {

        @Override
        public void started(int term) {
            System.out.println("started");
        }

        @Override
        public void stopped(String why) {
            System.out.println("stopped: " + why);
        }
    }
}
