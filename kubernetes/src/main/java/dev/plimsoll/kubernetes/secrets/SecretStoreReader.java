package dev.plimsoll.kubernetes.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.core.secrets.AwsService;
import dev.plimsoll.core.secrets.SecretStore;
import dev.plimsoll.core.secrets.StoreReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads SecretStores, ClusterSecretStores and what names them. */
public final class SecretStoreReader {

    private static final String CLUSTER = "ClusterSecretStore";
    private static final Pattern ROLE = Pattern.compile("arn:[^:]+:iam::([0-9]+):.*");

    private SecretStoreReader() {}

    /** Reads one resource (not a list); what it lacks is empty. */
    public static SecretStore read(JsonNode resource, boolean cluster) {
        JsonNode metadata = resource.path("metadata");
        Map<String, String> labels = new HashMap<>();
        metadata.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return new SecretStore(
                metadata.path("uid").asText(),
                cluster,
                metadata.path("namespace").asText(),
                metadata.path("name").asText(),
                labels,
                provider(resource.path("spec").path("provider").path("aws")));
    }

    private static Optional<SecretStore.Provider> provider(JsonNode aws) {
        return AwsService.of(aws.path("service").asText())
                .map(service ->
                        new SecretStore.Provider(
                                service,
                                Texts.of(aws.path("region")),
                                account(aws.path("role").asText()),
                                aws.path("prefix").asText("")));
    }

    private static Optional<String> account(String role) {
        Matcher arn = ROLE.matcher(role);
        return arn.matches() ? Optional.of(arn.group(1)) : Optional.empty();
    }

    /** Reads a {@code storeRef}; empty where it names none. */
    static Optional<StoreReference> reference(JsonNode reference) {
        return Texts.of(reference.path("name"))
                .map(name -> new StoreReference(cluster(reference), name));
    }

    /** Tells whether a reference is to a store of the cluster; by default it is not. */
    static boolean cluster(JsonNode reference) {
        return reference.path("kind").asText().equals(CLUSTER);
    }
}
