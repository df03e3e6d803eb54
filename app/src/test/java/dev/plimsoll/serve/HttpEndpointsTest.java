package dev.plimsoll.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.serve.job.Check;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpEndpointsTest {

    private static final Check WELL = new Check("nodes", true, "12 nodes seen");
    private static final Check UNWELL = new Check("policies", false, "the CRD is not installed");

    @Test
    void namesWhatIsUnwell() throws IOException, InterruptedException {
        // Given
        try (HttpEndpoints endpoints =
                new HttpEndpoints(0, () -> List.of(WELL), () -> List.of(WELL, UNWELL), () -> "")) {

            // When
            HttpResponse<String> ready = get(endpoints, "/readyz");
            HttpResponse<String> live = get(endpoints, "/livez");

            // Then
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body())
                    .isEqualTo(
                            "[+] nodes: 12 nodes seen\n[-] policies: the CRD is not installed\n");
            assertThat(live.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void servesTheMetrics() throws IOException, InterruptedException {
        // Given
        try (HttpEndpoints endpoints =
                new HttpEndpoints(0, List::of, List::of, () -> "plimsoll_leader 1.0\n")) {

            // When
            HttpResponse<String> metrics = get(endpoints, "/metrics");

            // Then
            assertThat(metrics.body()).isEqualTo("plimsoll_leader 1.0\n");
            assertThat(metrics.headers().firstValue("Content-Type"))
                    .contains("text/plain; version=0.0.4; charset=utf-8");
        }
    }

    private static HttpResponse<String> get(HttpEndpoints endpoints, String path)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + endpoints.port() + path);
            return client.send(
                    HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
