package dev.plimsoll.core.secrets;

import dev.plimsoll.core.secrets.SecretUse.Policy;
import dev.plimsoll.core.secrets.SecretUse.RefreshRule;

/**
 * Tells what a touch does to a resource by itself.
 *
 * @see <a
 *     href="https://github.com/external-secrets/external-secrets/blob/v0.19.2/pkg/controllers/externalsecret/externalsecret_controller.go">shouldRefresh</a>
 */
final class EffectRules {

    private EffectRules() {}

    static Effect of(SecretUse use) {
        if (use.parent().isPresent()) {
            return new Effect.Child(use.parent().get());
        }
        RefreshRule rule = use.rule();
        if (rule.immutable() && use.synced().isPresent()) {
            return new Effect.Immutable();
        }
        if (rule.policy() == Policy.CREATED_ONCE && use.synced().isPresent()) {
            return new Effect.CreatedOnce();
        }
        if (rule.policy() == Policy.PERIODIC && rule.intervalZero() && use.synced().isPresent()) {
            return new Effect.IntervalZero();
        }
        return new Effect.Works(
                use.user().kind() == SecretUser.Kind.CLUSTER_EXTERNAL_SECRET
                        ? "the annotation goes to all of its children"
                        : "a changed annotation makes it be read again");
    }
}
