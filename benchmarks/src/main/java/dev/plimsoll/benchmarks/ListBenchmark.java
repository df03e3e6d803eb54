package dev.plimsoll.benchmarks;

import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.FleetFiller;
import dev.plimsoll.testbed.FleetShape;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures how fast a large cluster is read: {@code capacity} and {@code plan reshape} as whole
 * processes beside the fastest way to have the list's bytes at all, which is curl to /dev/null, and
 * beside what a JVM takes to do the same. Runs take turns, so that whatever else the machine does
 * touches all alike.
 */
public final class ListBenchmark {

    /** As many as there are commands: each is once the first, the second and so on. */
    private static final int ROUNDS = 8;

    private static final String PROTOBUF = "application/vnd.kubernetes.protobuf";
    private static final String PODS = "/api/v1/pods?resourceVersion=0";

    private final String launcher;
    private final Path directory;
    private final Map<String, String> environment;
    private final Map<String, List<String>> commands = new LinkedHashMap<>();

    private ListBenchmark(String launcher, ControlPlane controlPlane)
            throws IOException, InterruptedException {
        this.launcher = launcher;
        directory = Files.createTempDirectory("plimsoll-list");
        environment = Map.of("KUBECONFIG", controlPlane.kubeconfig().toString());
        Config config = Config.fromKubeconfig(Files.readString(controlPlane.kubeconfig()));
        commands.put("curl, protobuf, gzip", curl(config, PROTOBUF, true));
        commands.put("curl, protobuf", curl(config, PROTOBUF, false));
        commands.put("curl, JSON", curl(config, "application/json", false));
        commands.put("Java, reading alone", bareRead(config));
        commands.put("capacity", List.of(launcher, "capacity"));
        commands.put("capacity -o json", List.of(launcher, "capacity", "-o", "json"));
        commands.put(
                "plan reshape",
                List.of(
                        launcher,
                        "plan",
                        "reshape",
                        "--region",
                        "ap-northeast-2",
                        "--types",
                        "m5.xlarge,r5.xlarge,c5.xlarge"));
    }

    /**
     * @param args the launcher, the number of nodes, the number of pods on each
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        int nodes = Integer.parseInt(args[1]);
        int podsPerNode = Integer.parseInt(args[2]);
        try (ControlPlane controlPlane = ControlPlane.start()) {
            new FleetFiller(controlPlane)
                    .fill(FleetShape.ofNodes(nodes).withPodsPerNode(podsPerNode));
            ListBenchmark benchmark = new ListBenchmark(args[0], controlPlane);
            benchmark.snapshot();
            System.out.printf("%,d nodes, %,d pods%n%n", nodes, nodes * podsPerNode);
            benchmark.print(benchmark.run());
        }
    }

    /** Writes the file that is read in place of the cluster. */
    private void snapshot() throws IOException, InterruptedException {
        String file = directory.resolve("fleet.json").toString();
        var _ = TimedRun.of(List.of(launcher, "snapshot", file), environment);
        commands.put("capacity --from FILE", List.of(launcher, "capacity", "--from", file));
    }

    private Map<String, TimedRun> run() throws IOException, InterruptedException {
        Map<String, List<TimedRun>> runs = new LinkedHashMap<>();
        List<Map.Entry<String, List<String>>> turns = new ArrayList<>(commands.entrySet());
        // The first round warms the server and the disk, and does not count.
        for (int round = 0; round <= ROUNDS; round++) {
            for (var command : turns) {
                TimedRun run = TimedRun.of(command.getValue(), environment);
                List<TimedRun> all = runs.computeIfAbsent(command.getKey(), _ -> new ArrayList<>());
                if (round > 0) {
                    all.add(run);
                }
            }
            // Every few lists the server collects its garbage, which must not always hit the same.
            Collections.rotate(turns, 1);
        }
        Map<String, TimedRun> medians = new LinkedHashMap<>();
        runs.forEach((name, all) -> medians.put(name, TimedRun.median(all)));
        return medians;
    }

    private void print(Map<String, TimedRun> medians) {
        double fastest =
                medians.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith("curl"))
                        .mapToDouble(entry -> entry.getValue().wallSeconds())
                        .min()
                        .orElseThrow();
        System.out.println("| what | wall s | times the fastest curl | CPU s | resident MiB |");
        System.out.println("| --- | --- | --- | --- | --- |");
        medians.forEach((name, median) ->
                System.out.printf(
                        "| %s | %.2f | %.2f | %.2f | %.0f |%n",
                        name,
                        median.wallSeconds(),
                        median.wallSeconds() / fastest,
                        median.cpuSeconds(),
                        median.residentMebibytes()));
    }

    /** Prepares a Java program that does what curl does, with an AOT cache as ours has one. */
    private List<String> bareRead(Config config) throws IOException, InterruptedException {
        Path jar = directory.resolve("bare-read.jar");
        String entry = BareRead.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                InputStream content =
                        Objects.requireNonNull(
                                BareRead.class.getClassLoader().getResourceAsStream(entry))) {
            out.putNextEntry(new JarEntry(entry));
            content.transferTo(out);
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path cache = directory.resolve("bare-read.aot");
        List<String> flags =
                List.of(
                        java,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseCompactObjectHeaders");
        List<String> read =
                List.of(
                        "-cp",
                        jar.toString(),
                        BareRead.class.getName(),
                        URI.create(config.getMasterUrl()).resolve(PODS).toString(),
                        file("ca", config.getCaCertData(), config.getCaCertFile()),
                        file("cert", config.getClientCertData(), config.getClientCertFile()),
                        file("key", config.getClientKeyData(), config.getClientKeyFile()));
        var _ =
                TimedRun.of(
                        joined(flags, List.of("-XX:AOTCacheOutput=" + cache), read), environment);
        return joined(flags, List.of("-XX:AOTCache=" + cache), read);
    }

    @SafeVarargs
    private static List<String> joined(List<String>... parts) {
        return Stream.of(parts).flatMap(List::stream).toList();
    }

    private List<String> curl(Config config, String accept, boolean zipped) throws IOException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("curl", "--silent", "--fail", "--http1.1", "-o", "/dev/null"));
        command.addAll(
                List.of("--cacert", file("ca", config.getCaCertData(), config.getCaCertFile())));
        command.addAll(
                List.of(
                        "--cert",
                        file("cert", config.getClientCertData(), config.getClientCertFile())));
        command.addAll(
                List.of(
                        "--key",
                        file("key", config.getClientKeyData(), config.getClientKeyFile())));
        command.addAll(List.of("-H", "Accept: " + accept));
        if (zipped) {
            command.addAll(List.of("-H", "Accept-Encoding: gzip"));
        }
        command.add(URI.create(config.getMasterUrl()).resolve(PODS).toString());
        return command;
    }

    private String file(String name, @Nullable String data, String file) throws IOException {
        if (data == null) {
            return file;
        }
        Path written = directory.resolve(name);
        Files.write(written, Base64.getMimeDecoder().decode(data));
        return written.toString();
    }
}
