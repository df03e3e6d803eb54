package dev.plimsoll.kubernetes.connection;

import dev.plimsoll.kubernetes.kubeconfig.ClusterConfig;
import dev.plimsoll.kubernetes.kubeconfig.Kubeconfig;
import dev.plimsoll.kubernetes.kubeconfig.KubeconfigException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the configuration from where it is said to be, and adds what we ask of every client. */
final class ConfigLoader {

    private static final String USER_AGENT = "plimsoll";

    private ConfigLoader() {}

    static ClusterConfig load(
            ClusterSource source, Deadlines deadlines, Map<String, String> environment)
            throws ApiException {
        try {
            ClusterConfig loaded = find(source, deadlines, environment);
            Config config = loaded.config();
            // One HTTP/1.1 connection a stream: a dead connection then silences one stream only.
            config.setHttp2Disable(true);
            // Whoever asks decides whether, when and how often to ask again.
            config.setRequestRetryBackoffLimit(0);
            config.setConnectionTimeout(Math.toIntExact(deadlines.connect().toMillis()));
            config.setUserAgent(USER_AGENT);
            return loaded;
        } catch (KubeconfigException e) {
            throw unconfigured(e.sentence(), e);
        } catch (KubernetesClientException | IllegalArgumentException e) {
            throw unconfigured("The kubeconfig cannot be used: " + e.getMessage(), e);
        }
    }

    private static ClusterConfig find(
            ClusterSource source, Deadlines deadlines, Map<String, String> environment)
            throws KubeconfigException {
        List<Path> files =
                switch (source) {
                    case ClusterSource.Kubeconfig(Path file, Optional<String> _) -> List.of(file);
                    case ClusterSource.Surroundings _ -> files(environment);
                };
        if (!files.isEmpty()) {
            return ClusterConfig.of(
                    Kubeconfig.read(files).login(source.context()), deadlines.credentials());
        }
        return ClusterConfig.ofPod(environment)
                .orElseThrow(() ->
                        new KubeconfigException(
                                "There is no kubeconfig: expected one by --kubeconfig, in"
                                        + " KUBECONFIG or at ~/.kube/config, or to run in a"
                                        + " pod."));
    }

    /** Of the files that kubectl would read, those that are there. */
    private static List<Path> files(Map<String, String> environment) {
        String named = environment.getOrDefault("KUBECONFIG", "");
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        List<String> names =
                named.isEmpty()
                        ? List.of(home + "/.kube/config")
                        : Arrays.asList(named.split(File.pathSeparator, -1));
        return names.stream()
                .filter(name -> !name.isBlank())
                .map(Path::of)
                .filter(Files::isRegularFile)
                .toList();
    }

    private static ApiException unconfigured(String sentence, Throwable cause) {
        return new ApiException(
                Interruption.UNREACHABLE, new AccessProblem.Unconfigured(sentence), cause);
    }
}
