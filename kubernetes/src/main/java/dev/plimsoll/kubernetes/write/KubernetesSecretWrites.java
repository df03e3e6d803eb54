package dev.plimsoll.kubernetes.write;

import dev.plimsoll.core.port.SecretWrites;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.core.secrets.SecretUse;
import dev.plimsoll.core.secrets.SecretUser.Kind;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.feed.Store;
import dev.plimsoll.kubernetes.json.Json;
import dev.plimsoll.kubernetes.secrets.SecretUseType;
import dev.plimsoll.kubernetes.secrets.ServedKinds;

/** Writes to the API server by merge patches that name the uid. A write is sent once. */
public final class KubernetesSecretWrites implements SecretWrites {

    private static final String GROUP = "/apis/external-secrets.io";

    private final String version;
    private final Patches<SecretUse> external;
    private final Patches<SecretUse> cluster;

    /**
     * @param version of External Secrets' API, as {@link ServedKinds} finds it
     */
    public KubernetesSecretWrites(Cluster server, String version) {
        this(
                server,
                version,
                new Store<>(SecretUseType.of(Kind.EXTERNAL_SECRET, version)),
                new Store<>(SecretUseType.of(Kind.CLUSTER_EXTERNAL_SECRET, version)));
    }

    /** Shows what was written in the stores. */
    public KubernetesSecretWrites(
            Cluster server, String version, Store<SecretUse> external, Store<SecretUse> cluster) {
        this.version = version;
        this.external = new Patches<>(server, external);
        this.cluster = new Patches<>(server, cluster);
    }

    @Override
    public WriteOutcome<SecretUse> touch(SecretUse use, String value) {
        return switch (use.user().kind()) {
            case EXTERNAL_SECRET ->
                    external.patchAt(path(use), key(use), use.uid(), own(use, value));
            // Its own annotations reach its children in newer versions only; what it says of theirs
            // does in all.
            case CLUSTER_EXTERNAL_SECRET ->
                    cluster.patchAt(path(use), key(use), use.uid(), ofChildren(use, value));
        };
    }

    @Override
    public WriteOutcome<SecretUse> forgetSync(SecretUse use) {
        String patch =
                Json.write(json -> {
                    json.writeStartObject();
                    json.writeObjectFieldStart("metadata");
                    json.writeStringField("uid", use.uid());
                    json.writeStringField("resourceVersion", use.resourceVersion());
                    json.writeEndObject();
                    json.writeObjectFieldStart("status");
                    json.writeNullField("syncedResourceVersion");
                    json.writeEndObject();
                    json.writeEndObject();
                });
        return external.patchAt(path(use) + "/status", key(use), use.uid(), patch);
    }

    private static String own(SecretUse use, String value) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("metadata");
            json.writeStringField("uid", use.uid());
            json.writeObjectFieldStart("annotations");
            json.writeStringField(ANNOTATION, value);
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static String ofChildren(SecretUse use, String value) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("metadata");
            json.writeStringField("uid", use.uid());
            json.writeEndObject();
            json.writeObjectFieldStart("spec");
            json.writeObjectFieldStart("externalSecretMetadata");
            json.writeObjectFieldStart("annotations");
            json.writeStringField(ANNOTATION, value);
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private String path(SecretUse use) {
        String of = GROUP + "/" + version;
        return switch (use.user().kind()) {
            case EXTERNAL_SECRET ->
                    of
                            + "/namespaces/"
                            + use.user().namespace()
                            + "/externalsecrets/"
                            + use.user().name();
            case CLUSTER_EXTERNAL_SECRET -> of + "/clusterexternalsecrets/" + use.user().name();
        };
    }

    private static String key(SecretUse use) {
        return use.user().toString();
    }
}
