package dev.plimsoll.kubernetes.drainpolicies;

import dev.plimsoll.core.drainpolicy.DrainPolicy;
import dev.plimsoll.core.port.DrainPolicyView;
import dev.plimsoll.kubernetes.api.DrainPolicyReader;
import dev.plimsoll.kubernetes.feed.ResourceType;
import dev.plimsoll.kubernetes.feed.Store;
import java.util.Collection;

/**
 * Shows a store of NodeDrainPolicies to the job.
 *
 * @param store is fed by a {@link dev.plimsoll.kubernetes.feed.Feed} and by own writes
 */
public record DrainPolicyStore(Store<DrainPolicy> store) implements DrainPolicyView {

    /** The path of the list of all policies. */
    public static final String PATH = "/apis/plimsoll.dev/v1alpha1/nodedrainpolicies";

    /** An empty one. */
    public DrainPolicyStore() {
        this(new Store<>(type()));
    }

    private static ResourceType<DrainPolicy> type() {
        return ResourceType.custom(
                "nodedrainpolicies.plimsoll.dev",
                PATH,
                DrainPolicyReader::read,
                DrainPolicy::name,
                DrainPolicy::uid,
                DrainPolicy::resourceVersion,
                (before, after) -> at(before).equals(at(after)));
    }

    private static DrainPolicy at(DrainPolicy policy) {
        return new DrainPolicy(
                policy.name(),
                policy.uid(),
                "",
                policy.generation(),
                policy.createdAt(),
                policy.deleting(),
                policy.spec(),
                policy.status(),
                policy.conditionsSince());
    }

    @Override
    public boolean ready() {
        return store.ready();
    }

    @Override
    public Collection<DrainPolicy> policies() {
        return store.all();
    }
}
