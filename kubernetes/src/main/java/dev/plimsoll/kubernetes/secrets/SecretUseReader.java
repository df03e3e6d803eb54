package dev.plimsoll.kubernetes.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.core.labels.GoDuration;
import dev.plimsoll.core.port.SecretWrites;
import dev.plimsoll.core.secrets.SecretUse;
import dev.plimsoll.core.secrets.SecretUse.Policy;
import dev.plimsoll.core.secrets.SecretUse.RefreshRule;
import dev.plimsoll.core.secrets.SecretUser;
import dev.plimsoll.core.secrets.SecretUser.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads ExternalSecrets and ClusterExternalSecrets as the API server or a file has them. */
public final class SecretUseReader {

    private static final String UNKNOWN = "unknown";

    private SecretUseReader() {}

    /** Reads one ExternalSecret; what it lacks is empty. */
    public static SecretUse external(JsonNode resource) {
        JsonNode metadata = resource.path("metadata");
        String namespace = metadata.path("namespace").asText();
        String name = metadata.path("name").asText();
        JsonNode spec = resource.path("spec");
        JsonNode status = resource.path("status");
        return new SecretUse(
                new SecretUser(Kind.EXTERNAL_SECRET, namespace, name),
                metadata.path("uid").asText(),
                metadata.path("resourceVersion").asText(),
                Set.of(namespace),
                SecretStoreReader.reference(spec.path("secretStoreRef")),
                SecretReferenceReader.read(spec),
                rule(spec),
                Texts.of(spec.path("target").path("name")).orElse(name),
                parent(metadata),
                synced(status, status.path("syncedResourceVersion")),
                time(status.path("refreshTime")),
                touch(metadata));
    }

    /** Reads one ClusterExternalSecret; what it lacks is empty. */
    public static SecretUse cluster(JsonNode resource) {
        JsonNode metadata = resource.path("metadata");
        String name = metadata.path("name").asText();
        JsonNode spec = resource.path("spec");
        JsonNode child = spec.path("externalSecretSpec");
        Set<String> namespaces = new HashSet<>();
        JsonNode status = resource.path("status");
        status.path("provisionedNamespaces").forEach(each -> namespaces.add(each.asText()));
        spec.path("namespaces").forEach(each -> namespaces.add(each.asText()));
        String childName = Texts.of(spec.path("externalSecretName")).orElse(name);
        return new SecretUse(
                new SecretUser(Kind.CLUSTER_EXTERNAL_SECRET, "", name),
                metadata.path("uid").asText(),
                metadata.path("resourceVersion").asText(),
                namespaces,
                SecretStoreReader.reference(child.path("secretStoreRef")),
                SecretReferenceReader.read(child),
                rule(child),
                Texts.of(child.path("target").path("name")).orElse(childName),
                Optional.empty(),
                synced(status, status.path("provisionedNamespaces").path(0)),
                Optional.empty(),
                touch(spec.path("externalSecretMetadata")));
    }

    /** A file may leave the status out: what has been there for a while has been read. */
    private static Optional<String> synced(JsonNode status, JsonNode named) {
        return status.isObject() ? Texts.of(named) : Optional.of(UNKNOWN);
    }

    private static Optional<String> touch(JsonNode metadata) {
        return Texts.of(metadata.path("annotations").path(SecretWrites.ANNOTATION));
    }

    private static RefreshRule rule(JsonNode spec) {
        Policy policy =
                switch (spec.path("refreshPolicy").asText()) {
                    case "CreatedOnce" -> Policy.CREATED_ONCE;
                    case "OnChange" -> Policy.ON_CHANGE;
                    default -> Policy.PERIODIC;
                };
        return new RefreshRule(
                policy,
                GoDuration.parse(spec.path("refreshInterval").asText())
                        .filter(Duration::isZero)
                        .isPresent(),
                spec.path("target").path("immutable").asBoolean());
    }

    private static Optional<String> parent(JsonNode metadata) {
        for (JsonNode owner : metadata.path("ownerReferences")) {
            if (owner.path("kind").asText().equals(Kind.CLUSTER_EXTERNAL_SECRET.id())) {
                return Texts.of(owner.path("name"));
            }
        }
        return Optional.empty();
    }

    private static Optional<Instant> time(JsonNode text) {
        try {
            return Texts.of(text).map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
