package dev.plimsoll.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.core.secrets.SecretIndex;
import dev.plimsoll.core.secrets.SecretPush;
import dev.plimsoll.core.secrets.SecretStore;
import dev.plimsoll.core.secrets.SecretUse;
import dev.plimsoll.core.secrets.SecretUser;
import dev.plimsoll.core.secrets.StoreReference;
import dev.plimsoll.fleet.ObjectSource;
import dev.plimsoll.fleet.ResourceKind;
import dev.plimsoll.kubernetes.secrets.SecretPushReader;
import dev.plimsoll.kubernetes.secrets.SecretStoreReader;
import dev.plimsoll.kubernetes.secrets.SecretUseReader;
import dev.plimsoll.shell.CommandFailure;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a cluster has of External Secrets.
 *
 * @param leftOut one phrase for each kind that could not be read
 */
public record SecretFleet(
        List<SecretStore> stores,
        List<SecretUse> uses,
        List<SecretPush> pushes,
        List<String> leftOut) {

    private static final Set<ResourceKind> KINDS =
            EnumSet.range(ResourceKind.SECRET_STORE, ResourceKind.PUSH_SECRET);

    public SecretFleet {
        stores = List.copyOf(stores);
        uses = List.copyOf(uses);
        pushes = List.copyOf(pushes);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Reads all that there is.
     *
     * @throws CommandFailure when the ExternalSecrets cannot be read
     */
    public static SecretFleet read(ObjectSource source) {
        ObjectMapper trees = new ObjectMapper();
        List<SecretStore> stores = new ArrayList<>();
        List<SecretUse> uses = new ArrayList<>();
        List<SecretPush> pushes = new ArrayList<>();
        ObjectSource.Found found =
                source.read(
                        KINDS,
                        (kind, object) -> {
                            JsonNode tree = trees.readTree(object);
                            switch (kind) {
                                case SECRET_STORE ->
                                        stores.add(SecretStoreReader.read(tree, false));
                                case CLUSTER_SECRET_STORE ->
                                        stores.add(SecretStoreReader.read(tree, true));
                                case EXTERNAL_SECRET -> uses.add(SecretUseReader.external(tree));
                                case CLUSTER_EXTERNAL_SECRET ->
                                        uses.add(SecretUseReader.cluster(tree));
                                default -> pushes.add(SecretPushReader.read(tree));
                            }
                        });
        return new SecretFleet(stores, uses, pushes, unread(found.leftOut()));
    }

    /** Picks our kinds from the phrases; a file has any number of others. */
    private static List<String> unread(List<String> leftOut) {
        List<String> unread = new ArrayList<>();
        for (String phrase : leftOut) {
            if (phrase.startsWith(ResourceKind.EXTERNAL_SECRET.plural() + " (")) {
                throw new CommandFailure(
                        "the cluster's ExternalSecrets cannot be read: " + phrase + ".");
            }
            if (KINDS.stream().anyMatch(kind -> phrase.startsWith(kind.plural() + " (forbidden"))) {
                unread.add(phrase);
            }
        }
        return unread;
    }

    /** Indexes it. */
    public SecretIndex index() {
        return new SecretIndex(stores, uses, pushes);
    }

    /** Says in sentences what an answer from this fleet does not know. */
    public List<String> warnings(SecretIndex index) {
        List<String> warnings = new ArrayList<>();
        if (!leftOut.isEmpty()) {
            warnings.add("left out: " + String.join(", ", leftOut) + ".");
        }
        Map<SecretUser, Set<StoreReference>> unresolved = index.unresolved();
        if (!unresolved.isEmpty()) {
            Map.Entry<SecretUser, Set<StoreReference>> first =
                    unresolved.entrySet().iterator().next();
            StoreReference store = first.getValue().iterator().next();
            warnings.add(
                    ("stores that are not there are named by %d of the resources, whose keys"
                                    + " cannot be told; the first is %s with the %s %s.")
                            .formatted(
                                    unresolved.size(), first.getKey(), store.kind(), store.name()));
        }
        return warnings;
    }
}
