package dev.plimsoll.testbed;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A real Prometheus that scrapes {@link NodeExporters} every second. */
public final class PrometheusServer implements AutoCloseable {

    /** Names the program where it is not on the path. */
    private static final String PROGRAM = "PLIMSOLL_PROMETHEUS";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Workplace workplace;
    private final Server server;
    private final URI url;

    /**
     * One target.
     *
     * @param node whose series it serves, see {@link NodeExporters#show}
     * @param labels of all its series; {@code instance} among them, as it would be
     */
    public record Target(String node, Map<String, String> labels) {}

    private PrometheusServer(Workplace workplace, int port) {
        this.workplace = workplace;
        this.url = URI.create("http://127.0.0.1:" + port);
        List<String> command = new ArrayList<>();
        command.add(Installed.program("prometheus", PROGRAM));
        command.add("--config.file=" + workplace.path("prometheus.yml"));
        command.add("--storage.tsdb.path=" + workplace.path("data"));
        command.add("--web.listen-address=127.0.0.1:" + port);
        this.server =
                new Server(
                        command,
                        workplace.path("prometheus.log"),
                        ControlPlaneOptions.defaults(),
                        this::ready);
    }

    /** Starts it and waits until it answers queries. */
    public static PrometheusServer start(NodeExporters exporters, List<Target> targets) {
        Workplace workplace = Workplace.temporary();
        workplace.write("prometheus.yml", configuration(exporters, targets));
        PrometheusServer prometheus = new PrometheusServer(workplace, Installed.freePort());
        prometheus.server.start();
        return prometheus;
    }

    public URI url() {
        return url;
    }

    /** The process, to be paused, killed and started again. */
    public Server server() {
        return server;
    }

    private static String configuration(NodeExporters exporters, List<Target> targets) {
        StringBuilder yaml =
                new StringBuilder(
                        """
                        global: {scrape_interval: 1s, scrape_timeout: 1s}
                        scrape_configs:
                        """);
        int number = 0;
        for (Target target : targets) {
            yaml.append(
                    """
                    - job_name: node-exporter-%d
                      metrics_path: /%s/metrics
                      static_configs:
                      - targets: ['127.0.0.1:%d']
                        labels: %s
                    """
                            .formatted(
                                    number++,
                                    target.node,
                                    exporters.port(),
                                    labels(target.labels)));
        }
        return yaml.toString();
    }

    private static String labels(Map<String, String> labels) {
        List<String> pairs = new ArrayList<>();
        new TreeMap<>(labels).forEach((name, value) -> pairs.add(name + ": '" + value + "'"));
        return "{" + String.join(", ", pairs) + "}";
    }

    private boolean ready() {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(url.resolve("/-/ready"))
                            .timeout(Duration.ofSeconds(2))
                            .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw Stopwatch.interrupted(e);
        }
    }

    /** Ends it and removes what it has written. */
    @Override
    public void close() {
        server.resume();
        server.kill();
        http.shutdownNow();
        workplace.remove();
    }
}
