package dev.plimsoll.kubernetes.kubeconfig;

import io.fabric8.kubernetes.client.Config;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds the way through an HTTP proxy: the kubeconfig's own before the environment's. */
final class ProxySettings {

    private ProxySettings() {}

    static void apply(Config config, Optional<String> own, Map<String, String> environment) {
        boolean plain = config.getMasterUrl().startsWith("http:");
        Optional<String> proxy =
                own.or(() -> variable(environment, plain ? "HTTP_PROXY" : "HTTPS_PROXY"));
        proxy.ifPresent(plain ? config::setHttpProxy : config::setHttpsProxy);
        if (own.isEmpty()) {
            variable(environment, "NO_PROXY")
                    .ifPresent(list ->
                            config.setNoProxy(
                                    Arrays.stream(list.split(",", -1))
                                            .map(ProxySettings::suffix)
                                            .filter(host -> !host.isEmpty())
                                            .toArray(String[]::new)));
        }
    }

    /** fabric8 compares the ends of names, and refuses a star. */
    private static String suffix(String host) {
        return host.strip().replaceAll("^\\*+", "");
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        String lower = environment.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        return Optional.of(value.isEmpty() ? lower : value).filter(text -> !text.isEmpty());
    }
}
