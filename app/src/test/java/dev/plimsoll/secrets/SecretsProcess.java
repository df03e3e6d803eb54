package dev.plimsoll.secrets;

import dev.plimsoll.Plimsoll;
import dev.plimsoll.testbed.Moto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The program as its users start it: {@code operator --jobs secrets}, asking another AWS. */
final class SecretsProcess implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("metrics are on port (\\d+)");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Supplier<Path> kubeconfig;
    private final Path log;
    private final Map<String, String> environment;
    private @Nullable Process process;
    private int logBegins;
    private boolean quiet;

    /**
     * @param kubeconfig asked for at each start
     * @param endpoint where every service of AWS answers
     * @param folder for what it prints
     */
    SecretsProcess(Supplier<Path> kubeconfig, URI endpoint, Path folder) {
        this.kubeconfig = kubeconfig;
        log = folder.resolve("operator.log");
        environment =
                new TreeMap<>(
                        Map.of(
                                "AWS_ENDPOINT_URL", endpoint.toString(),
                                "AWS_ACCESS_KEY_ID", "test",
                                "AWS_SECRET_ACCESS_KEY", "test",
                                "AWS_EC2_METADATA_DISABLED", "true"));
    }

    /** With the logging of production, for a test that measures. */
    SecretsProcess quietly() {
        quiet = true;
        return this;
    }

    /** With what EKS gives to a pod whose service account has a role, and with no key. */
    SecretsProcess asServiceAccount() {
        try {
            Path token = Files.writeString(log.resolveSibling("token"), "a.service.account");
            environment.keySet().removeAll(Set.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"));
            environment.put("AWS_ROLE_ARN", "arn:aws:iam::" + Moto.ACCOUNT + ":role/plimsoll");
            environment.put("AWS_WEB_IDENTITY_TOKEN_FILE", token.toString());
            environment.put("AWS_REGION", Moto.REGION);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start() {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                // As the launcher starts an operator.
                                "-XX:+UseCompactObjectHeaders",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xms16m",
                                "-Xmx192m",
                                "-Xss512k",
                                "-XX:MinHeapFreeRatio=10",
                                "-XX:MaxHeapFreeRatio=30",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path"))));
        if (!quiet) {
            command.add(1, "-Dlogback.configurationFile=" + everything());
            command.add(1, "-Djava.util.logging.config.file=" + everythingOfTheJdk());
        }
        command.addAll(
                List.of(
                        Plimsoll.class.getName(),
                        "operator",
                        "--jobs",
                        "secrets",
                        "--kubeconfig",
                        kubeconfig.get().toString(),
                        "--port",
                        "0"));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            logBegins = log().length();
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("The operator's process cannot be started", e);
        }
    }

    /** Every logger at every level, so that a test may search for what must be nowhere. */
    private Path everything() {
        try {
            return Files.writeString(
                    log.resolveSibling("everything.xml"),
                    """
                    <configuration>
                      <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
                        <encoder><pattern>%d %-5level %logger{0} %msg%n</pattern></encoder>
                      </appender>
                      <root level="TRACE"><appender-ref ref="OUT"/></root>
                    </configuration>
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Loggers that do not go by SLF4J: the JDK's own, and System.Logger's. */
    private Path everythingOfTheJdk() {
        try {
            return Files.writeString(
                    log.resolveSibling("everything.properties"),
                    """
                    handlers = java.util.logging.ConsoleHandler
                    java.util.logging.ConsoleHandler.level = ALL
                    .level = ALL
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it at once, as a lost machine would. */
    void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().onExit().join();
            process = null;
        }
    }

    /** Asks it to end, as a rollout does, and waits until it has. */
    void end() {
        Process running = process;
        if (running != null) {
            running.destroy();
            running.onExit().join();
            process = null;
        }
    }

    long pid() {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException("The operator does not run.");
        }
        return running.pid();
    }

    /** What a path of its port answers, such as {@code /metrics}. */
    String get(String path) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                                    .timeout(PATIENCE)
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The value of a metric whose line begins like this; 0 where there is none yet. */
    double metric(String beginning) {
        return get("/metrics")
                .lines()
                .filter(line -> line.startsWith(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElse(0);
    }

    private int port() {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(this::printedPort, port -> port > 0);
    }

    private int printedPort() {
        Matcher matcher = PORT.matcher(log().substring(logBegins));
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    @Override
    public void close() {
        kill();
    }
}
