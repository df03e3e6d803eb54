package dev.plimsoll.kubernetes.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.core.secrets.SecretReference;
import dev.plimsoll.core.secrets.StoreReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the places of an ExternalSecret's spec that name or search for keys. */
final class SecretReferenceReader {

    private SecretReferenceReader() {}

    static List<SecretReference> read(JsonNode spec) {
        List<SecretReference> references = new ArrayList<>();
        int index = 0;
        for (JsonNode data : spec.path("data")) {
            String where = "data[" + index++ + "].remoteRef.key";
            if (!generated(data)) {
                key(where, data, data.path("remoteRef")).ifPresent(references::add);
            }
        }
        index = 0;
        for (JsonNode data : spec.path("dataFrom")) {
            String where = "dataFrom[" + index++ + "]";
            if (!generated(data)) {
                key(where + ".extract.key", data, data.path("extract")).ifPresent(references::add);
                find(where + ".find", data).ifPresent(references::add);
            }
        }
        return references;
    }

    /** A generator makes its values itself. */
    private static boolean generated(JsonNode data) {
        return data.path("sourceRef").hasNonNull("generatorRef");
    }

    private static Optional<StoreReference> store(JsonNode data) {
        return SecretStoreReader.reference(data.path("sourceRef").path("storeRef"));
    }

    private static Optional<SecretReference> key(String where, JsonNode data, JsonNode remote) {
        return Texts.of(remote.path("key"))
                .map(key ->
                        new SecretReference.Key(
                                where, store(data), key, Texts.of(remote.path("version"))));
    }

    private static Optional<SecretReference> find(String where, JsonNode data) {
        JsonNode find = data.path("find");
        if (!find.isObject()) {
            return Optional.empty();
        }
        boolean named = find.hasNonNull("name");
        boolean tagged = find.hasNonNull("tags");
        String field = named ? ".name.regexp" : tagged ? ".tags" : ".path";
        return Optional.of(
                new SecretReference.Find(
                        where + field,
                        store(data),
                        Texts.of(find.path("path")),
                        named
                                ? Optional.of(
                                        new Re2Pattern(find.path("name").path("regexp").asText()))
                                : Optional.empty(),
                        tagged && !named));
    }
}
