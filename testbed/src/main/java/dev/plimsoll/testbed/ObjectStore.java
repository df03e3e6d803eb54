package dev.plimsoll.testbed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes objects straight into the API server's etcd, where it finds them like its own: it reads
 * JSON as well as protobuf there and fills in defaults. Reads them there, too, when no API server
 * answers.
 *
 * <p>That is many times as fast as to create them through the API server, and it lets the writer
 * choose what the API server otherwise sets, such as the time of birth. Nothing validates them, and
 * no audit log has them.
 *
 * <p>Each object has a revision of its own. In one transaction they would share one, and with it
 * their resource version: whoever watches from there on would miss all but the first, as no API
 * server ever writes two objects at once.
 */
final class ObjectStore implements AutoCloseable {
    private static final Pattern VALUE = Pattern.compile("\"value\":\\s*\"([^\"]*)\"");

    private final URI put;
    private final URI delete;
    private final URI range;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ObjectStore(String etcdUrl) {
        put = URI.create(etcdUrl + "/v3/kv/put");
        delete = URI.create(etcdUrl + "/v3/kv/deleterange");
        range = URI.create(etcdUrl + "/v3/kv/range");
    }

    /**
     * One object.
     *
     * @param key where the API server looks for it, such as that of {@link #keyOfNode}
     * @param json the object with its UID, creation time and status
     */
    record Entry(String key, String json) {
        static Entry under(String path, String json) {
            return new Entry(ObjectStore.key(path), json);
        }
    }

    /** Returns where the API server looks for what has this path among all its objects. */
    static String key(String path) {
        return "/registry/" + path;
    }

    /** Returns where the API server looks for a node. */
    static String keyOfNode(String name) {
        return key("minions/" + name);
    }

    /** Returns where the API server looks for a pod. */
    static String keyOfPod(String namespace, String name) {
        return key("pods/" + namespace + "/" + name);
    }

    /** Writes the entries, replacing what had their keys. */
    void put(Stream<Entry> entries) {
        Parallel.each(
                entries,
                entry ->
                        send(
                                put,
                                """
                                {"key": "%s", "value": "%s"}\
                                """
                                        .formatted(base64(entry.key()), base64(entry.json()))));
    }

    /** Removes what has these keys, whatever finalizers it has. */
    void delete(Stream<String> keys) {
        Parallel.each(
                keys,
                key ->
                        send(
                                delete,
                                """
                                {"key": "%s"}\
                                """
                                        .formatted(base64(key))));
    }

    /**
     * Returns what is there, protobuf as a rule, one character a byte; texts in it can be found.
     *
     * @throws IllegalStateException when nothing is
     */
    String get(String key) {
        String answer =
                send(
                        range,
                        """
                        {"key": "%s"}\
                        """
                                .formatted(base64(key)));
        Matcher value = VALUE.matcher(answer);
        if (!value.find()) {
            throw new IllegalStateException("etcd does not have " + key);
        }
        return new String(Base64.getDecoder().decode(value.group(1)), ISO_8859_1);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private String send(URI operation, String body) {
        var request =
                HttpRequest.newBuilder(operation).POST(HttpRequest.BodyPublishers.ofString(body));
        try {
            var response = http.send(request.build(), BodyHandlers.ofString(UTF_8));
            if (response.statusCode() != 200) {
                throw new IllegalStateException("etcd refused: " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException("etcd did not answer", e);
        } catch (InterruptedException e) {
            throw Stopwatch.interrupted(e);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
