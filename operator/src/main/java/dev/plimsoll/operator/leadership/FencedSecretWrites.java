package dev.plimsoll.operator.leadership;

import dev.plimsoll.core.port.SecretRefreshWrites;
import dev.plimsoll.core.port.SecretWrites;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.core.secrets.SecretRefresh;
import dev.plimsoll.core.secrets.SecretRefreshStatus;
import dev.plimsoll.core.secrets.SecretUse;

/**
 * Withholds the secrets job's writes while the fence is closed. The writes behind it ask the fence
 * once more, right before the bytes go out.
 */
public record FencedSecretWrites(SecretWrites writes, SecretRefreshWrites statuses, WriteGate gate)
        implements SecretWrites, SecretRefreshWrites {

    @Override
    public WriteOutcome<SecretUse> touch(SecretUse use, String value) {
        return gate.pass(() -> writes.touch(use, value));
    }

    @Override
    public WriteOutcome<SecretUse> forgetSync(SecretUse use) {
        return gate.pass(() -> writes.forgetSync(use));
    }

    @Override
    public WriteOutcome<SecretRefresh> writeStatus(
            SecretRefresh refresh, SecretRefreshStatus status) {
        return gate.pass(() -> statuses.writeStatus(refresh, status));
    }
}
