package dev.plimsoll.cli;

import dev.plimsoll.integrations.prometheus.PrometheusSettings;
import dev.plimsoll.shell.Shell;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Says which Prometheus is asked, and how. */
final class PrometheusOptions {

    @Option(
            names = "--from-prometheus",
            paramLabel = "URL",
            converter = HttpAddress.class,
            description =
                    "Ask this Prometheus for the node exporter's series in place of the kubelets,"
                            + " such as http://127.0.0.1:9090.")
    private @Nullable URI url;

    @Option(
            names = "--prometheus-org-id",
            paramLabel = "ID",
            description = "Send this tenant as X-Scope-OrgID, for Mimir, Cortex or Thanos.")
    private @Nullable String organisation;

    @Option(
            names = "--prometheus-token-file",
            paramLabel = "FILE",
            converter = FileConverter.class,
            description = "Send the bearer token in this file.")
    private @Nullable String tokenFile;

    @Option(
            names = "--prometheus-ca",
            paramLabel = "FILE",
            converter = FileConverter.class,
            description = "Trust the PEM certificates in this file in place of the usual ones.")
    private @Nullable String authority;

    @Option(
            names = "--prometheus-label",
            paramLabel = "NAME=VALUE",
            description =
                    "Look only at series with this label, where one Prometheus knows several"
                            + " clusters; can be repeated.")
    private Map<String, String> labels = Map.of();

    /** Empty where the kubelets are asked. */
    Optional<PrometheusSettings> settings(Shell shell) {
        return Optional.ofNullable(url)
                .map(address ->
                        new PrometheusSettings(
                                address,
                                Optional.ofNullable(organisation),
                                Optional.ofNullable(tokenFile).map(shell.folder()::resolve),
                                Optional.ofNullable(authority).map(shell.folder()::resolve),
                                labels,
                                PrometheusSettings.DEADLINE));
    }

    /** Reads an address of a web server. */
    static final class HttpAddress implements ITypeConverter<URI> {

        @Override
        public URI convert(String text) {
            try {
                URI uri = URI.create(text);
                boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
                if (web && uri.getHost() != null) {
                    return uri;
                }
            } catch (IllegalArgumentException e) {
                // It is said below.
            }
            throw new TypeConversionException(
                    "expected an address such as http://127.0.0.1:9090 but was '" + text + "'");
        }
    }
}
