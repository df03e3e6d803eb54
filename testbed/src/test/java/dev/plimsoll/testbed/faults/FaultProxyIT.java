package dev.plimsoll.testbed.faults;

import static dev.plimsoll.testbed.faults.ProxyClient.MAPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.RealCluster;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault, as a client sees it and as the API server does. */
@RealCluster
class FaultProxyIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Dose ONCE = new Dose.Times(1);

    private final ControlPlane controlPlane;
    private final FaultProxy proxy;
    private final ProxyClient client;

    FaultProxyIT(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
        proxy = FaultProxy.before(controlPlane);
        client = new ProxyClient(controlPlane, proxy.kubeconfig("default", "faulty"));
    }

    @BeforeAll
    static void grant(ControlPlane controlPlane) {
        ProxyClient.permit(controlPlane);
    }

    @AfterEach
    void close() {
        client.close();
        proxy.close();
    }

    @Test
    void harmsNothingWithoutARule() throws Exception {
        // Given
        HttpResponse<String> created = client.create("whole");

        // When
        HttpResponse<String> read = client.get(MAPS + "/whole");

        // Then
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body()).contains("\"name\":\"whole\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 409, 410, 429, 500, 503})
    void answersByItself(int code) throws Exception {
        // Given
        Fault fault = new Fault.Answer(code, Optional.of(Duration.ofSeconds(7)));
        FaultRule rule = proxy.inject(fault, RequestLine.writes(), ONCE);

        // When
        HttpResponse<String> answer = client.create("never");

        // Then
        assertThat(answer.statusCode()).isEqualTo(code);
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
        assertThat(answer.body()).contains("\"kind\":\"Status\"", "\"code\":" + code);
        assertThat(rule.hits()).isEqualTo(1);
        assertThat(exists("never")).isFalse();
        assertThat(client.create("never").statusCode()).isEqualTo(201);
    }

    @Test
    void losesAnAnswerOfAWriteThatIsCarriedOut() {
        // Given
        proxy.inject(new Fault.LoseAnswer(), RequestLine.method("POST"), ONCE);

        // When
        assertThatIOException().isThrownBy(() -> client.create("lost"));

        // Then
        assertThat(exists("lost")).isTrue();
    }

    @Test
    void carriesOutALateRequestThoughItsClientHasGone() {
        // Given
        Fault late = new Fault.LateRequest(Duration.ofSeconds(4));
        proxy.inject(late, RequestLine.under(MAPS), ONCE);

        // When
        assertThatThrownBy(() -> client.create("late", SHORT))
                .isInstanceOf(HttpTimeoutException.class);

        // Then
        assertThat(proxy.underway(RequestLine.writes())).isEqualTo(1);
        assertThat(exists("late")).isFalse();
        Awaitility.await().atMost(PATIENCE).until(() -> exists("late"));
        Awaitility.await().atMost(PATIENCE).until(() -> proxy.underway(RequestLine.writes()) == 0);
    }

    @Test
    void delaysAnAnswer() throws Exception {
        // Given
        Fault late = new Fault.LateAnswer(Duration.ofSeconds(4));
        proxy.inject(late, RequestLine.writes(), ONCE);

        // When
        CompletableFuture<HttpResponse<String>> answer = client.createLater("delayed");

        // Then
        Awaitility.await().atMost(PATIENCE).until(() -> exists("delayed"));
        assertThat(answer).isNotDone();
        assertThat(answer.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
    }

    @Test
    void swallowsARequest() {
        // Given
        proxy.inject(new Fault.SwallowRequest(), RequestLine.writes(), ONCE);

        // When
        assertThatThrownBy(() -> client.create("swallowed", SHORT))
                .isInstanceOf(HttpTimeoutException.class);

        // Then
        assertThat(exists("swallowed")).isFalse();
    }

    @Test
    void swallowsAnAnswer() {
        // Given
        proxy.inject(new Fault.SwallowAnswer(), RequestLine.writes(), ONCE);

        // When
        assertThatThrownBy(() -> client.create("unheard", Duration.ofSeconds(3)))
                .isInstanceOf(HttpTimeoutException.class);

        // Then
        assertThat(exists("unheard")).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void refusesARequest(Fault.Ending ending) {
        // Given
        proxy.inject(new Fault.Refuse(ending), RequestLine.writes(), ONCE);

        // When
        assertThatIOException().isThrownBy(() -> client.create("refused"));

        // Then
        assertThat(exists("refused")).isFalse();
    }

    /**
     * Every time, since the client asks again by itself when a reset takes even the head of the
     * answer from it.
     */
    @ParameterizedTest
    @EnumSource
    void cutsABody(Fault.Ending ending) {
        // Given
        proxy.inject(new Fault.Cut(50, ending), RequestLine.method("GET"), new Dose.Always());

        // When
        ThrowingCallable reading = () -> client.open("/api/v1").readAllBytes();

        // Then
        assertThatIOException().isThrownBy(reading);
    }

    @Test
    void stallsABodyMidway() throws Exception {
        // Given
        proxy.inject(new Fault.Stall(50), RequestLine.method("GET"), ONCE);

        // When
        InputStream body = client.open("/api/v1");

        // Then
        assertThat(body.readNBytes(40)).hasSize(40);
        assertSilent(body);
    }

    @Test
    void dripsBytes() throws Exception {
        // Given
        int whole = client.get("/version").body().length();
        proxy.inject(new Fault.Drip(10, Duration.ofMillis(20)), RequestLine.any(), ONCE);
        long begun = System.nanoTime();

        // When
        HttpResponse<String> answer = client.get("/version");

        // Then
        assertThat(answer.body()).hasSize(whole);
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isGreaterThan(Duration.ofMillis(whole / 10 * 20));
    }

    @Test
    void answersNoConnectionAttempt() throws Exception {
        // Given
        proxy.deafen();

        // When
        assertThatThrownBy(() -> client.get("/version", SHORT))
                .isInstanceOf(HttpTimeoutException.class);

        // Then
        proxy.hear();
        assertThat(client.get("/version").statusCode()).isEqualTo(200);
    }

    @Test
    void freezesAWatchUnderWay() throws Exception {
        // Given
        InputStream watch = client.open(MAPS + "?watch=true");
        client.create("seen");
        awaitText(watch, "\"seen\"");

        // When
        int frozen = proxy.freeze(RequestLine.watches());

        // Then
        assertThat(frozen).isEqualTo(1);
        client.create("unseen");
        assertSilent(watch);
    }

    @Test
    void cutsAWatchUnderWay() throws Exception {
        // Given
        InputStream watch = client.open(MAPS + "?watch=true");

        // When
        int cut = proxy.cut(RequestLine.watches(), Fault.Ending.RESET);

        // Then
        assertThat(cut).isEqualTo(1);
        assertThatIOException().isThrownBy(watch::readAllBytes);
    }

    private boolean exists(String name) {
        return controlPlane.client().configMaps().inNamespace("default").withName(name).get()
                != null;
    }

    private static void awaitText(InputStream in, String text) throws IOException {
        StringBuilder seen = new StringBuilder();
        while (seen.indexOf(text) < 0) {
            seen.append((char) in.read());
        }
        while (in.read() != '\n') {
            // The rest of the event.
        }
    }

    /** What is already in the client's hands may still come. */
    private static void assertSilent(InputStream in) {
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        Future<byte[]> rest = executor.submit(in::readAllBytes);
        assertThatThrownBy(() -> rest.get(2, TimeUnit.SECONDS))
                .isInstanceOf(TimeoutException.class);
        rest.cancel(true);
    }
}
