package dev.plimsoll.kubernetes.secrets;

import dev.plimsoll.core.port.SecretRefreshView;
import dev.plimsoll.core.secrets.SecretRefresh;
import dev.plimsoll.kubernetes.api.SecretRefreshReader;
import dev.plimsoll.kubernetes.feed.ResourceType;
import dev.plimsoll.kubernetes.feed.Store;
import java.util.Collection;
import java.util.Optional;

/**
 * Shows a store of SecretRefreshes to the job.
 *
 * @param store is fed by a {@link dev.plimsoll.kubernetes.feed.Feed} and by own writes
 */
public record SecretRefreshStore(Store<SecretRefresh> store) implements SecretRefreshView {

    /** The path of the list of all of them. */
    public static final String PATH =
            "/apis/" + SecretRefreshReader.API_VERSION + "/secretrefreshes";

    /** An empty one. */
    public SecretRefreshStore() {
        this(new Store<>(type()));
    }

    private static ResourceType<SecretRefresh> type() {
        return ResourceType.custom(
                "secretrefreshes.plimsoll.dev",
                PATH,
                SecretRefreshReader::read,
                SecretRefresh::name,
                SecretRefresh::uid,
                SecretRefresh::resourceVersion,
                SecretRefresh::sameBut);
    }

    @Override
    public Collection<SecretRefresh> refreshes() {
        return store.all();
    }

    @Override
    public Optional<SecretRefresh> refresh(String name) {
        return Optional.ofNullable(store.get(name));
    }
}
