package dev.plimsoll.kubernetes.connection;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration of a cluster. It refuses what fabric8 passes over in silence: a context
 * that does not exist (fabric8 would use the current one instead), a context without its cluster,
 * and the absence of any configuration.
 */
final class ConfigLoader {

    private static final String USER_AGENT = "plimsoll";

    private ConfigLoader() {}

    static Config load(ClusterSource source, Deadlines deadlines) throws ApiException {
        Config config =
                switch (source) {
                    case ClusterSource.Kubeconfig(Path file, Optional<String> context) ->
                            fromFile(file, context);
                    case ClusterSource.Surroundings(Optional<String> context) ->
                            fromSurroundings(context);
                };
        // One HTTP/1.1 connection a stream: a dead connection then silences one stream only.
        config.setHttp2Disable(true);
        // Whoever asks decides whether, when and how often to ask again.
        config.setRequestRetryBackoffLimit(0);
        config.setConnectionTimeout(Math.toIntExact(deadlines.connect().toMillis()));
        config.setUserAgent(USER_AGENT);
        return config;
    }

    private static Config fromFile(Path file, Optional<String> context) throws ApiException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw unconfigured("The kubeconfig " + file + " cannot be read.", null);
        }
        try {
            Config config = Config.fromKubeconfig(context.orElse(null), file.toFile());
            check(config, file.toString(), context);
            return config;
        } catch (KubernetesClientException | IllegalArgumentException e) {
            throw unconfigured("The kubeconfig " + file + " cannot be used: " + first(e), e);
        }
    }

    private static Config fromSurroundings(Optional<String> context) throws ApiException {
        List<Path> files =
                Config.getKubeconfigFilenames().stream()
                        .map(Path::of)
                        .filter(Files::isRegularFile)
                        .toList();
        if (files.isEmpty() && System.getenv("KUBERNETES_SERVICE_HOST") == null) {
            throw unconfigured(
                    "There is no kubeconfig: expected one by --kubeconfig, in KUBECONFIG or at"
                            + " ~/.kube/config, or to run in a pod.",
                    null);
        }
        try {
            Config config = Config.autoConfigure(context.orElse(null));
            if (!files.isEmpty()) {
                String names = files.stream().map(Path::toString).collect(Collectors.joining(", "));
                check(config, names, context);
            }
            return config;
        } catch (KubernetesClientException | IllegalArgumentException e) {
            throw unconfigured("The kubeconfig cannot be used: " + first(e), e);
        }
    }

    private static void check(Config config, String file, Optional<String> wanted)
            throws ApiException {
        NamedContext current = config.getCurrentContext();
        if (current == null || !current.getName().equals(wanted.orElse(current.getName()))) {
            String known =
                    config.getContexts().stream()
                            .map(NamedContext::getName)
                            .sorted()
                            .collect(Collectors.joining(", "));
            throw unconfigured(
                    "The kubeconfig "
                            + file
                            + wanted.map(name -> " has no context " + name)
                                    .orElse(" has no usable current-context")
                            + "; it has: "
                            + (known.isEmpty() ? "none" : known)
                            + ".",
                    null);
        }
        if (config.getMasterUrl().startsWith(Config.DEFAULT_MASTER_URL)) {
            throw unconfigured(
                    "The context "
                            + current.getName()
                            + " of the kubeconfig "
                            + file
                            + " names no cluster with a server.",
                    null);
        }
    }

    private static String first(Throwable failure) {
        Throwable root = failure;
        for (Throwable next = failure.getCause(); next != null; next = next.getCause()) {
            root = next;
        }
        String message = root.getMessage();
        String line =
                message == null
                        ? root.getClass().getSimpleName()
                        : message.lines().findFirst().orElse("");
        return line.endsWith(".") ? line : line + ".";
    }

    private static ApiException unconfigured(String sentence, @Nullable Throwable cause) {
        return new ApiException(
                Interruption.UNREACHABLE, new AccessProblem.Unconfigured(sentence), cause);
    }
}
