package dev.plimsoll.kubernetes.policies;

import dev.plimsoll.core.capacity.policy.ConsolidationPolicy;
import dev.plimsoll.core.port.ConsolidationPolicyView;
import dev.plimsoll.kubernetes.api.ConsolidationPolicyReader;
import dev.plimsoll.kubernetes.feed.ResourceType;
import dev.plimsoll.kubernetes.feed.Store;
import java.util.Collection;

/**
 * Shows a store of ConsolidationPolicies to the jobs.
 *
 * @param store is fed by a {@link dev.plimsoll.kubernetes.feed.Feed} and by own writes
 */
public record ConsolidationPolicyStore(Store<ConsolidationPolicy> store)
        implements ConsolidationPolicyView {

    /** The path of the list of all policies. */
    public static final String PATH = "/apis/plimsoll.dev/v1alpha1/consolidationpolicies";

    /** An empty one. */
    public ConsolidationPolicyStore() {
        this(new Store<>(type()));
    }

    /** Describes policies. */
    public static ResourceType<ConsolidationPolicy> type() {
        return ResourceType.custom(
                "consolidationpolicies.plimsoll.dev",
                PATH,
                ConsolidationPolicyReader::read,
                ConsolidationPolicy::name,
                ConsolidationPolicy::uid,
                ConsolidationPolicy::resourceVersion,
                (before, after) -> at(before, "").equals(at(after, "")));
    }

    private static ConsolidationPolicy at(ConsolidationPolicy policy, String resourceVersion) {
        return new ConsolidationPolicy(
                policy.name(),
                policy.uid(),
                resourceVersion,
                policy.generation(),
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
    public Collection<ConsolidationPolicy> policies() {
        return store.all();
    }
}
