package dev.plimsoll.benchmarks.faults;

import dev.plimsoll.testbed.CertificateAuthority;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.faults.Dose;
import dev.plimsoll.testbed.faults.Fault;
import dev.plimsoll.testbed.faults.FaultProxy;
import dev.plimsoll.testbed.faults.FaultRule;
import dev.plimsoll.testbed.faults.RequestLine;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One proxy and one namespace of config maps, for one client and one fault. */
final class Stage implements AutoCloseable {

    private static final int MAPS = 25;
    private static final int TOUCHED = 4;

    /** So large that a dripped event takes minutes. */
    private static final String FILLING = "plimsoll ".repeat(500);

    private final ControlPlane controlPlane;
    private final FaultProxy proxy;
    private final String namespace;
    private final Path kubeconfig;
    private final String before;
    private volatile @Nullable FaultRule rule;
    private volatile long acted;

    Stage(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
        proxy = FaultProxy.before(controlPlane);
        kubeconfig = proxy.kubeconfig("default", "watcher");
        namespace = controlPlane.newNamespace("fault");
        before = version();
        for (int n = 0; n < MAPS; n++) {
            create("map-" + n);
        }
        // Every namespace is given one, a little later: it must not come in the middle.
        maps().withName("kube-root-ca.crt")
                .waitUntilCondition(Objects::nonNull, 1, TimeUnit.MINUTES);
    }

    FaultProxy proxy() {
        return proxy;
    }

    String namespace() {
        return namespace;
    }

    Path kubeconfig() {
        return kubeconfig;
    }

    /** A version at which the namespace was still empty. */
    String before() {
        return before;
    }

    /** Puts a fault in force until it is healed. */
    void always(Fault fault, Predicate<RequestLine> requests) {
        rule = proxy.inject(fault, requests, new Dose.Always());
    }

    /** Puts a fault in force for one request, on the way to another one. */
    void once(Fault fault, Predicate<RequestLine> requests) {
        // Asked before those that were injected earlier are: none of them concerns such requests.
        proxy.inject(fault, requests, new Dose.Times(1));
    }

    /** Remembers that a fault without a rule has just struck. */
    void struck() {
        acted = System.nanoTime();
    }

    /** When the fault first struck; empty where it has not, or only the client can tell. */
    OptionalLong firstStrike() {
        FaultRule known = rule;
        return known == null
                ? acted == 0 ? OptionalLong.empty() : OptionalLong.of(acted)
                : known.firstHit();
    }

    /** Tells whether a rule says when the fault strikes; otherwise the client must. */
    boolean ruled() {
        return rule != null;
    }

    /** The token that the kubeconfig carries. */
    String token() {
        return read().replaceAll("(?s).*token: (\\S+).*", "$1");
    }

    /** Puts a new token into the kubeconfig. */
    void renewToken() {
        Path _ = proxy.kubeconfig("default", "watcher");
    }

    /** Puts another authority into the kubeconfig. */
    void trust(CertificateAuthority authority) {
        String pem = authority.self().certificatePem();
        String data = Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
        try {
            Files.writeString(
                    kubeconfig,
                    read().replaceAll(
                                    "certificate-authority-data: \\S+",
                                    "certificate-authority-data: " + data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read() {
        try {
            return Files.readString(kubeconfig);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Creates, changes and deletes some; each would be missed as one event. */
    void change() {
        for (int n = 0; n < TOUCHED; n++) {
            create("new-" + n);
            maps().withName("map-" + n)
                    .edit(map -> new ConfigMapBuilder(map).addToData("changed", "yes").build());
            maps().withName("map-" + (n + TOUCHED)).delete();
        }
    }

    /** The names and versions of all there are, asked past the proxy. */
    Map<String, String> fresh() {
        Map<String, String> fresh = new TreeMap<>();
        maps().list()
                .getItems()
                .forEach(map ->
                        fresh.put(
                                map.getMetadata().getName(),
                                map.getMetadata().getResourceVersion()));
        return fresh;
    }

    private String version() {
        return maps().list().getMetadata().getResourceVersion();
    }

    private void create(String name) {
        maps().resource(
                        new ConfigMapBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .endMetadata()
                                .addToData("filling", FILLING)
                                .build())
                .create();
    }

    private NonNamespaceOperation<ConfigMap, ConfigMapList, Resource<ConfigMap>> maps() {
        return controlPlane.client().configMaps().inNamespace(namespace);
    }

    @Override
    public void close() {
        proxy.close();
    }
}
