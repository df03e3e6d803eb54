package dev.plimsoll.testbed.browser;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs Chromium without a window. It is driven by the DevTools protocol over a WebSocket, which the
 * JDK speaks, so that nothing but the browser itself is needed.
 */
public final class Browser implements AutoCloseable {

    /** Names the program where it is not one of the usual names on the path. */
    private static final String PROGRAM = "PLIMSOLL_CHROMIUM";

    private static final List<String> USUAL_NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_AGAIN_MILLIS = 50;

    private final Process process;
    private final Path profile;
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final List<Page> pages = new ArrayList<>();

    private Browser(Process process, Path profile) throws IOException {
        this.process = process;
        this.profile = profile;
        this.port = port();
    }

    /** Starts a browser with a profile of its own. */
    public static Browser start() {
        try {
            Path profile = Files.createTempDirectory("plimsoll-browser");
            Process process =
                    new ProcessBuilder(
                                    program(),
                                    "--headless=new",
                                    // Tests run as root in containers, where its sandbox cannot.
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--disable-dev-shm-usage",
                                    "--no-first-run",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--remote-debugging-port=0",
                                    "--user-data-dir=" + profile,
                                    "about:blank")
                            .redirectErrorStream(true)
                            .redirectOutput(profile.resolve("browser.log").toFile())
                            .start();
            return new Browser(process, profile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String program() {
        return Optional.ofNullable(System.getenv(PROGRAM))
                .or(Browser::onPath)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "there is no Chromium on PATH; install it, or set " + PROGRAM));
    }

    private static Optional<String> onPath() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(java.io.File.pathSeparator))
                .flatMap(folder -> USUAL_NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** The port that the browser took, which it writes into its profile. */
    private int port() throws IOException {
        Path file = profile.resolve("DevToolsActivePort");
        for (long waited = 0; waited < PATIENCE.toMillis(); waited += LOOK_AGAIN_MILLIS) {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (lines.size() > 1) {
                return Integer.parseInt(lines.getFirst());
            }
            if (!process.isAlive()) {
                break;
            }
            pause();
        }
        throw new IllegalStateException(
                "the browser did not start: "
                        + Files.readString(profile.resolve("browser.log")).strip());
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the wait for the browser was interrupted", e);
        }
    }

    /** Opens an empty page; it is closed with the browser at the latest. */
    public Page newPage() {
        URI open = URI.create("http://127.0.0.1:" + port + "/json/new?about:blank");
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(open)
                            .method("PUT", HttpRequest.BodyPublishers.noBody())
                            .build();
            String answer = http.send(request, BodyHandlers.ofString()).body();
            String socket =
                    new ObjectMapper().readTree(answer).get("webSocketDebuggerUrl").asText();
            Page page = new Page(DevTools.connect(http, URI.create(socket)));
            pages.add(page);
            return page;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the wait for the browser was interrupted", e);
        }
    }

    /** Ends the browser and every process it has started, and removes its profile. */
    @Override
    public void close() throws IOException {
        pages.forEach(Page::close);
        http.close();
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        children.forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
        children.forEach(child -> child.onExit().join());
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
