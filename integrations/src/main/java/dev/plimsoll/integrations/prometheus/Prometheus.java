package dev.plimsoll.integrations.prometheus;

import dev.plimsoll.core.drain.signal.DiskOutcome;
import dev.plimsoll.core.drain.signal.FilesystemReader;
import dev.plimsoll.core.drain.signal.FilesystemSeries;
import dev.plimsoll.core.drain.signal.QueryAnswer;
import dev.plimsoll.core.drain.signal.WatchedNode;
import dev.plimsoll.core.port.DiskSource;
import dev.plimsoll.core.port.QuerySource;
import dev.plimsoll.integrations.http.Endpoint;
import dev.plimsoll.integrations.http.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;

/** Asks one Prometheus instant queries. */
public final class Prometheus implements QuerySource, DiskSource, AutoCloseable {

    /** Far beyond what ten thousand nodes come to. */
    private static final long LONGEST_BYTES = 128L << 20;

    /** A longer query is sent as a body, which some read-only gateways refuse. */
    private static final int LONGEST_ADDRESS = 4000;

    private final PrometheusSettings settings;
    private final Endpoint endpoint;
    private final Clock clock;
    private final String title;

    public Prometheus(PrometheusSettings settings, Clock clock) {
        this.settings = settings;
        this.endpoint = new Endpoint(settings.authority(), settings.deadline(), LONGEST_BYTES);
        this.clock = clock;
        this.title = "Prometheus at " + settings.url().getAuthority();
    }

    @Override
    public QueryAnswer ask(String promql) {
        HttpRequest request;
        try {
            request = request(promql);
        } catch (IOException e) {
            return new QueryAnswer.Failed(
                    "The token for %s cannot be read: %s.".formatted(title, e.getMessage()));
        } catch (IllegalArgumentException e) {
            return new QueryAnswer.Failed(
                    "%s cannot be asked: %s.".formatted(title, e.getMessage()));
        }
        return switch (endpoint.send(request)) {
            case Reply.Failed(String why) -> new QueryAnswer.Failed(title + " " + why + ".");
            case Reply.Answered answered -> {
                // Ages are by its own clock: ours may go wrong.
                Instant now = answered.date().orElseGet(clock::instant);
                yield new QueryAnswerReader(title, now).read(answered);
            }
        };
    }

    @Override
    public DiskOutcome read(Collection<WatchedNode> nodes) {
        return switch (ask(FilesystemSeries.query(settings.matchers()))) {
            case QueryAnswer.Failed(String why) -> new DiskOutcome.Failed(why);
            case QueryAnswer.Samples(var samples) ->
                    FilesystemReader.read(samples, nodes, clock.instant());
        };
    }

    private HttpRequest request(String promql) throws IOException {
        String base = settings.url().toString();
        String path = (base.endsWith("/") ? base : base + "/") + "api/v1/query";
        String form = "query=" + URLEncoder.encode(promql, StandardCharsets.UTF_8);
        HttpRequest.Builder builder =
                form.length() <= LONGEST_ADDRESS
                        ? HttpRequest.newBuilder(URI.create(path + "?" + form))
                        : HttpRequest.newBuilder(URI.create(path))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(form));
        builder.header("Accept", "application/json");
        settings.organisation().ifPresent(tenant -> builder.header("X-Scope-OrgID", tenant));
        if (settings.tokenFile().isPresent()) {
            String token = Files.readString(settings.tokenFile().get()).strip();
            builder.header("Authorization", "Bearer " + token);
        }
        return builder.build();
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
