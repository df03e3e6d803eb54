package dev.plimsoll.kubernetes.write;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.kubernetes.connection.ApiAnswer;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.ApiRequest;
import dev.plimsoll.kubernetes.connection.Cluster;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds and removes one finalizer. A merge patch can only replace the whole list, so the others are
 * read first; an object that has changed since it was decided on is a conflict.
 *
 * @param <T> the kind of object
 */
final class Finalizers<T> {

    private final Cluster cluster;
    private final Patches<T> patches;
    private final String path;
    private final String finalizer;
    private final ObjectMapper mapper = new ObjectMapper();

    Finalizers(Cluster cluster, Patches<T> patches, String path, String finalizer) {
        this.cluster = cluster;
        this.patches = patches;
        this.path = path;
        this.finalizer = finalizer;
    }

    WriteOutcome<T> set(String name, String uid, String resourceVersion, boolean present) {
        ApiAnswer answer;
        JsonNode metadata;
        try {
            answer = cluster.send(ApiRequest.get(path + "/" + name));
            if (!answer.successful()) {
                return patches.outcome(answer, name, uid);
            }
            metadata = mapper.readTree(answer.body()).path("metadata");
        } catch (ApiException e) {
            return patches.unanswered(e);
        } catch (JacksonException e) {
            return new WriteOutcome.Doubtful<>("The object cannot be read: " + e.getMessage());
        }
        if (!metadata.path("uid").asText().equals(uid)) {
            return new WriteOutcome.Gone<>();
        }
        List<String> finalizers = new ArrayList<>();
        metadata.path("finalizers").forEach(each -> finalizers.add(each.asText()));
        if (finalizers.contains(finalizer) == present) {
            return patches.outcome(answer, name, uid);
        }
        if (!metadata.path("resourceVersion").asText().equals(resourceVersion)) {
            return new WriteOutcome.Conflict<>("The object has changed since it was read.");
        }
        if (present) {
            finalizers.add(finalizer);
        } else {
            finalizers.remove(finalizer);
        }
        String patch = PatchBodies.finalizers(uid, resourceVersion, finalizers);
        return patches.patch(name, uid, "", patch);
    }
}
