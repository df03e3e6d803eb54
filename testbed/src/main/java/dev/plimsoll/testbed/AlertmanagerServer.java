package dev.plimsoll.testbed;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A real Alertmanager that tells nobody of what it is told. */
public final class AlertmanagerServer implements AutoCloseable {

    /** Names the program where it is not on the path. */
    private static final String PROGRAM = "PLIMSOLL_ALERTMANAGER";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Workplace workplace = Workplace.temporary();
    private final Server server;
    private final URI url;

    private AlertmanagerServer(int port) {
        url = URI.create("http://127.0.0.1:" + port);
        workplace.write("alertmanager.yml", "{route: {receiver: none}, receivers: [{name: none}]}");
        server =
                new Server(
                        List.of(
                                Installed.program("prometheus-alertmanager", PROGRAM),
                                "--config.file=" + workplace.path("alertmanager.yml"),
                                "--storage.path=" + workplace.path("data"),
                                "--web.listen-address=127.0.0.1:" + port,
                                "--cluster.listen-address="),
                        workplace.path("alertmanager.log"),
                        ControlPlaneOptions.defaults(),
                        () -> get("/-/ready").isPresent());
    }

    /** Starts it and waits until it takes alerts. */
    public static AlertmanagerServer start() {
        AlertmanagerServer alertmanager = new AlertmanagerServer(Installed.freePort());
        alertmanager.server.start();
        return alertmanager;
    }

    public URI url() {
        return url;
    }

    /** The alerts that it has, as its API shows them. */
    public String alerts() {
        return get("/api/v2/alerts").orElse("[]");
    }

    private Optional<String> get(String path) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(url.resolve(path))
                            .timeout(Duration.ofSeconds(2))
                            .build();
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw Stopwatch.interrupted(e);
        }
    }

    /** Ends it and removes what it has written. */
    @Override
    public void close() {
        server.kill();
        http.shutdownNow();
        workplace.remove();
    }
}
