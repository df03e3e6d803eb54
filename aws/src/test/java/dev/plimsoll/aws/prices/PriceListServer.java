package dev.plimsoll.aws.prices;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers for the price list, which moto does not know, a product a page; all else is moto's. */
final class PriceListServer implements AutoCloseable {

    private static final ObjectMapper TREES = new ObjectMapper();

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI moto;
    private final Map<String, List<String>> productsByRegion;
    final List<JsonNode> asked = new CopyOnWriteArrayList<>();

    PriceListServer(URI moto, Map<String, List<String>> productsByRegion) throws IOException {
        this.moto = moto;
        this.productsByRegion = productsByRegion;
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if ("AWSPriceListService.GetProducts".equals(target)) {
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            send(exchange, 200, page(TREES.readTree(body)));
        } else {
            HttpResponse<byte[]> passedOn = passOn(exchange, body);
            send(exchange, passedOn.statusCode(), passedOn.body());
        }
    }

    private byte[] page(JsonNode request) {
        asked.add(request);
        String region = "";
        for (JsonNode filter : request.path("Filters")) {
            if (filter.path("Field").asText().equals("regionCode")) {
                region = filter.path("Value").asText();
            }
        }
        List<String> products = productsByRegion.getOrDefault(region, List.of());
        int at = request.path("NextToken").asInt();
        var answer = TREES.createObjectNode().put("FormatVersion", "aws_v1");
        var list = answer.putArray("PriceList");
        if (at < products.size()) {
            list.add(products.get(at));
        }
        if (at + 1 < products.size()) {
            answer.put("NextToken", String.valueOf(at + 1));
        }
        return answer.toString().getBytes(UTF_8);
    }

    private HttpResponse<byte[]> passOn(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(moto.resolve("/"))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        for (String header : List.of("Content-Type", "Authorization", "X-Amz-Date")) {
            String value = exchange.getRequestHeaders().getFirst(header);
            if (value != null) {
                request.header(header, value);
            }
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static void send(HttpExchange exchange, int code, byte[] body) throws IOException {
        exchange.sendResponseHeaders(code, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
