package dev.plimsoll.kubernetes.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.core.secrets.SecretPush;
import dev.plimsoll.core.secrets.SecretPush.Destination;
import dev.plimsoll.kubernetes.api.SelectorReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads PushSecrets as the API server or a file has them. */
public final class SecretPushReader {

    private SecretPushReader() {}

    /** Reads one resource (not a list); what it lacks is empty. */
    public static SecretPush read(JsonNode resource) {
        JsonNode metadata = resource.path("metadata");
        JsonNode spec = resource.path("spec");
        List<Destination> destinations = new ArrayList<>();
        for (JsonNode store : spec.path("secretStoreRefs")) {
            destination(store).ifPresent(destinations::add);
        }
        List<String> keys = new ArrayList<>();
        for (JsonNode data : spec.path("data")) {
            Texts.of(data.path("match").path("remoteRef").path("remoteKey")).ifPresent(keys::add);
        }
        return new SecretPush(
                metadata.path("uid").asText(),
                metadata.path("namespace").asText(),
                metadata.path("name").asText(),
                Texts.of(spec.path("selector").path("secret").path("name")),
                destinations,
                keys);
    }

    private static Optional<Destination> destination(JsonNode store) {
        return SecretStoreReader.reference(store)
                .<Destination>map(Destination.Named::new)
                .or(() ->
                        SelectorReader.lenient(store.path("labelSelector"))
                                .map(selector ->
                                        new Destination.Selected(
                                                SecretStoreReader.cluster(store), selector)));
    }
}
