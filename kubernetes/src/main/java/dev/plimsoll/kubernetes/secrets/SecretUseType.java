package dev.plimsoll.kubernetes.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.core.secrets.SecretUse;
import dev.plimsoll.core.secrets.SecretUser;
import dev.plimsoll.kubernetes.feed.ResourceType;

/** Describes ExternalSecrets and ClusterExternalSecrets to feeds and writes. */
public final class SecretUseType {

    private static final String GROUP = "external-secrets.io";

    private SecretUseType() {}

    /**
     * Describes one of the two kinds.
     *
     * @param version that the server serves, such as {@code v1}
     */
    public static ResourceType<SecretUse> of(SecretUser.Kind kind, String version) {
        ObjectMapper mapper = new ObjectMapper();
        boolean cluster = kind == SecretUser.Kind.CLUSTER_EXTERNAL_SECRET;
        String plural = cluster ? "clusterexternalsecrets" : "externalsecrets";
        return new ResourceType<>(
                plural + "." + GROUP,
                "/apis/" + GROUP + "/" + version + "/" + plural,
                parser -> {
                    JsonNode resource = mapper.readTree(parser);
                    return cluster
                            ? SecretUseReader.cluster(resource)
                            : SecretUseReader.external(resource);
                },
                use -> use.user().toString(),
                SecretUse::uid,
                SecretUse::resourceVersion,
                SecretUse::sameBut);
    }
}
