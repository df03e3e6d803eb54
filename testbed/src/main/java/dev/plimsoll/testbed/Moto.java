package dev.plimsoll.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A server on loopback that answers as AWS does: <a href="https://docs.getmoto.org">moto</a>, with
 * nothing in it after each {@link #reset()}. It takes any credentials, and keeps regions apart.
 *
 * <p>It ends with {@link #close()} or with this JVM, however that ends.
 */
public final class Moto implements AutoCloseable {

    /** The region of the calls that are made through this class. */
    public static final String REGION = "us-east-2";

    /** The account of every call that takes on no role. */
    public static final String ACCOUNT = "123456789012";

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final URI endpoint;
    private final Workplace files;
    private final Server server;
    private final Thread atExit;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(DEADLINE)
                    .build();

    private Moto() {
        String program = Script.run("testbed/moto/install");
        int port = Ports.one();
        endpoint = URI.create("http://127.0.0.1:" + port);
        files = Workplace.temporary();
        server =
                new Server(
                        List.of(program, "-H", "127.0.0.1", "-p", Integer.toString(port)),
                        files.path("moto.log"),
                        ControlPlaneOptions.defaults(),
                        this::answers);
        atExit = new Thread(this::end, "moto-end");
    }

    /**
     * Starts a server and waits until it answers, about two seconds; the very first start on a
     * machine installs it, which takes a minute.
     *
     * @throws IllegalStateException with the end of its log, if it does not answer
     */
    public static Moto start() {
        Moto moto = new Moto();
        Runtime.getRuntime().addShutdownHook(moto.atExit);
        try {
            moto.server.start();
            return moto;
        } catch (RuntimeException e) {
            moto.close();
            throw e;
        }
    }

    /** Returns where every service answers, such as {@code http://127.0.0.1:20443}. */
    public URI endpoint() {
        return endpoint;
    }

    /** Returns the server, to be paused, killed and started again; a new start begins empty. */
    public Server server() {
        return server;
    }

    /** Removes everything, of all accounts and regions. */
    public void reset() {
        successful(request("/moto-api/reset").POST(BodyPublishers.noBody()));
    }

    /**
     * Makes a call of a service that speaks JSON.
     *
     * @param service as in a signature, such as {@code ssm}
     * @param operation with its prefix, such as {@code AmazonSSM.PutParameter}
     * @return the answer's body
     * @throws IllegalStateException with the answer, where it is an error
     */
    public String json(String service, String operation, String body) {
        return successful(
                signed(service)
                        .header("X-Amz-Target", operation)
                        .header("Content-Type", "application/x-amz-json-1.0")
                        .POST(BodyPublishers.ofString(body)));
    }

    /**
     * Makes a call of a service that takes a form and answers in XML.
     *
     * @param service as in a signature, such as {@code sns} or {@code ec2}
     * @param form with {@code Action} and, where the service asks for it, {@code Version}
     * @return the answer's body
     * @throws IllegalStateException with the answer, where it is an error
     */
    public String form(String service, Map<String, String> form) {
        String body =
                form.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                        .collect(Collectors.joining("&"));
        return successful(
                signed(service)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body)));
    }

    /** The region and the service are read from here; nobody checks the signature. */
    private HttpRequest.Builder signed(String service) {
        return request("/")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=test/20260101/"
                                + REGION
                                + "/"
                                + service
                                + "/aws4_request, SignedHeaders=host, Signature=none");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(endpoint.resolve(path)).timeout(DEADLINE);
    }

    private String successful(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(
                        "moto answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException("moto does not answer", e);
        } catch (InterruptedException e) {
            throw Stopwatch.interrupted(e);
        }
    }

    private boolean answers() {
        try {
            reset();
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        end();
    }

    private void end() {
        server.kill();
        http.shutdownNow();
        files.remove();
    }
}
