package dev.plimsoll.serve.drainpolicy;

import dev.plimsoll.core.drain.signal.QueryAnswer;
import dev.plimsoll.core.drainpolicy.SecretFile;
import dev.plimsoll.core.drainpolicy.SignalSpec;
import dev.plimsoll.core.port.DiskSource;
import dev.plimsoll.core.port.QuerySource;
import dev.plimsoll.core.port.SignalSources;
import dev.plimsoll.integrations.prometheus.Prometheus;
import dev.plimsoll.integrations.prometheus.PrometheusSettings;
import dev.plimsoll.kubernetes.connection.ClusterSource;
import dev.plimsoll.kubernetes.connection.PeerClient;
import dev.plimsoll.kubernetes.kubelet.DirectKubelet;
import dev.plimsoll.kubernetes.kubelet.KubeletDisks;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps the ways to kubelets and Prometheus for as long as a term lasts. */
final class PolicySources implements SignalSources, AutoCloseable {

    /** More than there are policies in a cluster; the oldest gives way. */
    private static final int MOST = 16;

    private final PeerClient peers;
    private final DiskSource kubelets;
    private final SecretFolder secrets;
    private final Clock clock;
    private final Map<SignalSpec.Prometheus, Prometheus> known = new LinkedHashMap<>();

    PolicySources(
            ClusterSource cluster,
            Map<String, String> environment,
            SecretFolder secrets,
            Clock clock) {
        this.peers = new PeerClient(cluster, environment);
        this.kubelets = new KubeletDisks(new DirectKubelet(peers), clock);
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public DiskSource disks(SignalSpec spec) {
        return switch (spec) {
            case SignalSpec.Kubelet _ -> kubelets;
            case SignalSpec.Prometheus where -> prometheus(where);
        };
    }

    @Override
    public QuerySource queries(SignalSpec spec) {
        return switch (spec) {
            case SignalSpec.Kubelet _ ->
                    _ -> new QueryAnswer.Failed("The policy names no Prometheus.");
            case SignalSpec.Prometheus where -> prometheus(where);
        };
    }

    private synchronized Prometheus prometheus(SignalSpec.Prometheus spec) {
        Prometheus there = known.get(spec);
        if (there != null) {
            return there;
        }
        if (known.size() >= MOST) {
            SignalSpec.Prometheus oldest = known.keySet().iterator().next();
            Optional.ofNullable(known.remove(oldest)).ifPresent(Prometheus::close);
        }
        Prometheus made =
                new Prometheus(
                        new PrometheusSettings(
                                spec.url(),
                                spec.organisation(),
                                path(spec.token()),
                                path(spec.authority()),
                                spec.labels(),
                                PrometheusSettings.DEADLINE),
                        clock);
        known.put(spec, made);
        return made;
    }

    private Optional<Path> path(Optional<SecretFile> secret) {
        return secret.map(secrets::path);
    }

    @Override
    public synchronized void close() {
        known.values().forEach(Prometheus::close);
        known.clear();
        peers.close();
    }
}
