package dev.plimsoll.testbed;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Makes a typed client when it is first asked for: loading its classes takes a second that many
 * users do not need.
 */
final class LazyClient implements AutoCloseable {
    private final Path kubeconfig;
    private @Nullable KubernetesClient client;

    LazyClient(Path kubeconfig) {
        this.kubeconfig = kubeconfig;
    }

    synchronized KubernetesClient get() {
        if (client == null) {
            Config config = Config.fromKubeconfig(kubeconfig.toFile());
            client = new KubernetesClientBuilder().withConfig(config).build();
        }
        return client;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
