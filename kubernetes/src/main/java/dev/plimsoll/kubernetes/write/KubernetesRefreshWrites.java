package dev.plimsoll.kubernetes.write;

import dev.plimsoll.core.port.SecretRefreshWrites;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.core.secrets.SecretRefresh;
import dev.plimsoll.core.secrets.SecretRefreshStatus;
import dev.plimsoll.kubernetes.api.SecretRefreshStatusJson;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.secrets.SecretRefreshStore;
import java.time.InstantSource;

/** Writes the status of SecretRefreshes by merge patches. A write is sent once. */
public final class KubernetesRefreshWrites implements SecretRefreshWrites {

    private final Patches<SecretRefresh> patches;
    private final InstantSource clock;

    public KubernetesRefreshWrites(
            Cluster cluster, SecretRefreshStore refreshes, InstantSource clock) {
        patches = new Patches<>(cluster, refreshes.store());
        this.clock = clock;
    }

    @Override
    public WriteOutcome<SecretRefresh> writeStatus(
            SecretRefresh refresh, SecretRefreshStatus status) {
        String patch =
                PatchBodies.status(
                        refresh.uid(),
                        refresh.resourceVersion(),
                        SecretRefreshStatusJson.write(status, refresh, clock.instant()));
        return patches.patch(refresh.name(), refresh.uid(), "/status", patch);
    }
}
