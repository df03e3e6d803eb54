package dev.plimsoll.kubernetes.secrets;

import dev.plimsoll.core.port.ChangeListener;
import dev.plimsoll.core.port.SecretView;
import dev.plimsoll.core.secrets.SecretChange;
import dev.plimsoll.core.secrets.SecretIndex;
import dev.plimsoll.core.secrets.SecretMatch;
import dev.plimsoll.core.secrets.SecretPush;
import dev.plimsoll.core.secrets.SecretStore;
import dev.plimsoll.core.secrets.SecretUse;
import dev.plimsoll.core.secrets.SecretUser;
import dev.plimsoll.core.secrets.SecretUser.Kind;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.feed.Feed;
import dev.plimsoll.kubernetes.feed.FeedSettings;
import dev.plimsoll.kubernetes.feed.FeedStatus;
import dev.plimsoll.kubernetes.feed.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator.SplittableGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the index of who uses which key equal to what the cluster has: one feed for each kind of
 * External Secrets that is served.
 */
public final class SecretFeeds implements SecretView, AutoCloseable {

    private final Store<SecretUse> external;
    private final Store<SecretUse> cluster;
    private final Store<Versioned<SecretStore>> stores;
    private final Store<Versioned<SecretStore>> clusterStores;
    private final Store<Versioned<SecretPush>> pushes;
    private final List<Feed<?>> feeds = new ArrayList<>();
    private final List<Store<?>> fed = new ArrayList<>();
    private final Duration silence;
    private final SecretIndex index = new SecretIndex();
    private boolean primed;

    /**
     * Begins to feed.
     *
     * @param silence without a byte from a feed after which what is known counts as old
     * @param listener hears of every ExternalSecret and ClusterExternalSecret
     */
    public SecretFeeds(
            Cluster server,
            ServedKinds kinds,
            FeedSettings settings,
            Duration silence,
            ChangeListener<SecretUse> listener,
            Clock clock,
            SplittableGenerator random) {
        String version = kinds.version();
        this.silence = silence;
        external = new Store<>(SecretUseType.of(Kind.EXTERNAL_SECRET, version));
        cluster = new Store<>(SecretUseType.of(Kind.CLUSTER_EXTERNAL_SECRET, version));
        stores = storesOf("secretstores", version, false);
        clusterStores = storesOf("clustersecretstores", version, true);
        pushes =
                new Store<>(
                        Versioned.type(
                                "pushsecrets",
                                "v1alpha1",
                                SecretPushReader::read,
                                SecretPush::id,
                                SecretPush::uid));
        for (Store<SecretUse> store : List.of(external, cluster)) {
            store.listen(this::useChanged);
            store.listen(listener);
        }
        stores.listen(this::storeChanged);
        clusterStores.listen(this::storeChanged);
        pushes.listen(this::pushChanged);
        for (Store<?> store : List.of(external, cluster, stores, clusterStores, pushes)) {
            String plural = store.type().title().split("\\.", 2)[0];
            if (kinds.plurals().contains(plural)) {
                fed.add(store);
                feeds.add(Feed.start(server, store, settings, clock, random.split()));
            }
        }
    }

    private static Store<Versioned<SecretStore>> storesOf(
            String plural, String version, boolean ofCluster) {
        return new Store<>(
                Versioned.type(
                        plural,
                        version,
                        json -> SecretStoreReader.read(json, ofCluster),
                        store -> store.namespace() + "/" + store.name(),
                        SecretStore::uid));
    }

    /** The store of one of the two kinds that are written to. */
    public Store<SecretUse> uses(Kind kind) {
        return kind == Kind.EXTERNAL_SECRET ? external : cluster;
    }

    private synchronized void useChanged(@Nullable SecretUse before, @Nullable SecretUse after) {
        if (after != null) {
            index.put(after);
        } else if (before != null) {
            index.remove(before);
        }
    }

    private synchronized void storeChanged(
            @Nullable Versioned<SecretStore> before, @Nullable Versioned<SecretStore> after) {
        if (after != null) {
            index.put(after.object());
        } else if (before != null) {
            index.remove(before.object());
        }
    }

    private synchronized void pushChanged(
            @Nullable Versioned<SecretPush> before, @Nullable Versioned<SecretPush> after) {
        if (after != null) {
            index.put(after.object());
        } else if (before != null) {
            index.remove(before.object());
        }
    }

    @Override
    public synchronized boolean ready() {
        if (!fed.stream().allMatch(Store::ready)) {
            return false;
        }
        if (!primed) {
            // Listeners are told a moment later, and a change that comes before must find all.
            stores.all().forEach(each -> index.put(each.object()));
            clusterStores.all().forEach(each -> index.put(each.object()));
            pushes.all().forEach(each -> index.put(each.object()));
            external.all().forEach(index::put);
            cluster.all().forEach(index::put);
            primed = true;
        }
        return feeds.stream().allMatch(feed -> feed.status().lastByteAge().compareTo(silence) < 0);
    }

    @Override
    public synchronized List<SecretMatch> match(SecretChange change) {
        return index.match(change);
    }

    @Override
    public synchronized Collection<SecretUse> uses() {
        return index.uses();
    }

    @Override
    public synchronized Optional<SecretUse> use(SecretUser user) {
        return index.use(user);
    }

    /** How each feed fares. */
    public List<FeedStatus> feeds() {
        List<FeedStatus> statuses = new ArrayList<>();
        feeds.forEach(feed -> statuses.add(feed.status()));
        return statuses;
    }

    @Override
    public void close() {
        feeds.forEach(Feed::close);
        fed.forEach(Store::close);
    }
}
