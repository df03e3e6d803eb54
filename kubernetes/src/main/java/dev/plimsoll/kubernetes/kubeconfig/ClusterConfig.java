package dev.plimsoll.kubernetes.kubeconfig;

import io.fabric8.kubernetes.client.Config;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds what a client needs: the address and the TLS material in fabric8's own form, and where its
 * token comes from.
 *
 * @param tokens is empty where fabric8 itself must see to the credentials
 */
public record ClusterConfig(Config config, Optional<TokenSource> tokens) {

    private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    /** Follows a kubeconfig's context. */
    public static ClusterConfig of(Kubeconfig.Login login, Duration pluginLimit)
            throws KubeconfigException {
        Section cluster = login.cluster();
        Section user =
                login.user()
                        .orElseGet(
                                () -> new Section("", cluster.fields().path("-"), cluster.file()));
        if (user.fields().has("auth-provider") || user.text("username").isPresent()) {
            // Long out of use with Kubernetes; fabric8 still knows how.
            return new ClusterConfig(
                    Config.fromKubeconfig(login.context(), new File(cluster.file().toString())),
                    Optional.empty());
        }
        Config config = Config.empty();
        config.setMasterUrl(cluster.text("server").orElse(""));
        cluster.text("certificate-authority-data").ifPresent(config::setCaCertData);
        cluster.path("certificate-authority").map(Path::toString).ifPresent(config::setCaCertFile);
        cluster.text("tls-server-name").ifPresent(config::setTlsServerName);
        boolean insecure = cluster.flag("insecure-skip-tls-verify");
        config.setTrustCerts(insecure);
        config.setDisableHostnameVerification(insecure);
        user.text("client-certificate-data").ifPresent(config::setClientCertData);
        user.path("client-certificate").map(Path::toString).ifPresent(config::setClientCertFile);
        user.text("client-key-data").ifPresent(config::setClientKeyData);
        user.path("client-key").map(Path::toString).ifPresent(config::setClientKeyFile);
        user.text("as").ifPresent(config::setImpersonateUsername);
        List<String> groups = new ArrayList<>();
        user.fields().path("as-groups").forEach(group -> groups.add(group.asText()));
        config.setImpersonateGroups(groups.toArray(String[]::new));
        TokenSource tokens = tokens(user, cluster, config, pluginLimit);
        ProxySettings.apply(config, cluster.text("proxy-url"), System.getenv());
        return new ClusterConfig(config, Optional.of(tokens));
    }

    private static TokenSource tokens(
            Section user, Section cluster, Config config, Duration pluginLimit)
            throws KubeconfigException {
        Optional<Path> file = user.path("tokenFile");
        if (file.isPresent()) {
            return new FileToken(file.get());
        }
        Optional<String> token = user.text("token");
        if (token.isPresent()) {
            return new TokenSource.Fixed(token.get());
        }
        if (!user.fields().path("exec").isObject()) {
            return TokenSource.NONE;
        }
        Section exec = new Section(user.name(), user.fields().path("exec"), user.file());
        CredentialPlugin plugin = new CredentialPlugin(exec, cluster, pluginLimit);
        PluginCredential first = plugin.run();
        first.certificate().ifPresent(config::setClientCertData);
        first.key().ifPresent(config::setClientKeyData);
        return first.token().isPresent()
                ? new PluginToken(plugin, first, InstantSource.system())
                : TokenSource.NONE;
    }

    /** Follows the service account of the pod that this runs in; empty outside of a pod. */
    public static Optional<ClusterConfig> ofPod(Map<String, String> environment) {
        String host = environment.get("KUBERNETES_SERVICE_HOST");
        String port = environment.get("KUBERNETES_SERVICE_PORT");
        if (host == null || port == null) {
            return Optional.empty();
        }
        Config config = Config.empty();
        config.setMasterUrl(
                "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
        Path authority = ACCOUNT.resolve("ca.crt");
        if (Files.isReadable(authority)) {
            config.setCaCertFile(authority.toString());
        }
        return Optional.of(
                new ClusterConfig(config, Optional.of(new FileToken(ACCOUNT.resolve("token")))));
    }
}
