package dev.plimsoll.kubernetes.feed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.ApiStream;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.kubernetes.connection.Interruption;
import dev.plimsoll.kubernetes.connection.Pulse;
import dev.plimsoll.kubernetes.connection.StreamLimits;
import dev.plimsoll.kubernetes.json.JsonFields;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists all objects of one kind, page by page, each decoded as its bytes arrive. Without a resource
 * version in the request every list is a consistent read: it shows at least all that had happened
 * when it was asked for, so that a restarted program does not act on an old state.
 *
 * @param <T> the kind of object
 */
public final class Lister<T> {

    private static final int TRIES = 3;

    private final Cluster cluster;
    private final ResourceType<T> type;
    private final int pageSize;

    public Lister(Cluster cluster, ResourceType<T> type, int pageSize) {
        this.cluster = cluster;
        this.type = type;
        this.pageSize = pageSize;
    }

    /**
     * Lists once, for a command that asks and ends.
     *
     * @throws ApiException when the list could not be had whole
     */
    public List<T> all() throws ApiException {
        return list(new Pulse()).items();
    }

    Listing<T> list(Pulse pulse) throws ApiException {
        for (int left = TRIES; ; left--) {
            try {
                return pages(pulse);
            } catch (ApiException e) {
                // The pages of a list are of one moment, which the server forgets after minutes.
                if (e.interruption() != Interruption.GONE || left == 1) {
                    throw e;
                }
            }
        }
    }

    private Listing<T> pages(Pulse pulse) throws ApiException {
        List<T> items = new ArrayList<>();
        Page page = page("", items, pulse);
        while (!page.next.isEmpty()) {
            page = page(page.next, items, pulse);
        }
        return new Listing<>(page.resourceVersion, items);
    }

    private Page page(String next, List<T> items, Pulse pulse) throws ApiException {
        String path = type.path("limit=" + pageSize);
        if (!next.isEmpty()) {
            path += "&continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        }
        Deadlines deadlines = cluster.deadlines();
        StreamLimits limits = new StreamLimits(deadlines.listSilence(), deadlines.listPage(), true);
        Page page = new Page();
        try (ApiStream stream = cluster.stream(path, limits, true, pulse, type.encoding());
                JsonParser parser = stream.object()) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw StreamFailure.garbage(cluster, "a list begins otherwise");
            }
            JsonFields.each(parser, (name, value) -> page.field(name, value, items));
            stream.finish();
        } catch (IOException e) {
            throw StreamFailure.of(cluster, e);
        }
        if (page.resourceVersion.isEmpty()) {
            throw StreamFailure.garbage(cluster, "a list has no resource version");
        }
        return page;
    }

    /** Collects what a page says of itself. */
    private final class Page {

        private String resourceVersion = "";
        private String next = "";

        void field(String name, JsonParser value, List<T> items) throws IOException {
            switch (name) {
                case "metadata" -> JsonFields.each(value, this::metadata);
                case "items" ->
                        JsonFields.elements(value, item -> items.add(type.reader().read(item)));
                default -> value.skipChildren();
            }
        }

        void metadata(String name, JsonParser value) throws IOException {
            switch (name) {
                case "resourceVersion" -> resourceVersion = JsonFields.text(value);
                case "continue" -> next = JsonFields.text(value);
                default -> value.skipChildren();
            }
        }
    }
}
