package dev.plimsoll.testbed;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * A real Kubernetes control plane on loopback: etcd, API server, scheduler, controller manager, and
 * kwok for the nodes. RBAC is on, every user has a certificate or a token of the control plane's
 * own authority, and every request is in the audit log.
 *
 * <p>It ends with {@link #close()} or with this JVM, however that ends; unless it was started
 * detached.
 */
public final class ControlPlane implements AutoCloseable {
    private static final String ADMINISTRATORS = "system:masters";

    private final Workplace files;
    private final Ports ports;
    private final Path programs;
    private final CertificateAuthority authority;
    private final Map<Component, Server> servers = new EnumMap<>(Component.class);
    private final ControlPlaneOptions options;
    private final ApiServer api;
    private final ObjectStore store;
    private final AuditLog auditLog;
    private final LazyClient client;
    private final CleanSlate cleanSlate;
    private final Thread atExit = new Thread(this::end, "testbed-end");

    private ControlPlane(ControlPlaneOptions options) {
        this.options = options;
        programs = Programs.folder();
        Path directory = options.directory();
        files = directory == null ? Workplace.temporary() : Workplace.at(directory);
        ports = Ports.free();
        authority = new CertificateAuthority("plimsoll testbed " + UUID.randomUUID());
        Identity admin = authority.client("admin", List.of(ADMINISTRATORS));
        new Credentials(files, authority, url()).write(admin);
        files.copy("audit-policy.yaml");
        files.copy("kwok.yaml");
        api = new ApiServer(url(), authority.self().certificate(), admin);
        store = new ObjectStore(ports.url(Component.ETCD));
        auditLog = new AuditLog(files.path("audit.log"), api);
        cleanSlate = new CleanSlate(api, store);
        client = new LazyClient(kubeconfig());
        var commands = new CommandLines(programs, files, ports, options);
        for (Component component : Component.values()) {
            Path log = files.path(component.program() + ".log");
            servers.put(
                    component, new Server(commands.of(component), log, options, ready(component)));
        }
    }

    /**
     * Starts a control plane with the {@linkplain ControlPlaneOptions#defaults() default options}.
     */
    public static ControlPlane start() {
        return start(ControlPlaneOptions.defaults());
    }

    /**
     * Starts a control plane and waits until all of it is ready, about three seconds; the very
     * first start on a machine builds the programs, which takes minutes.
     *
     * @throws IllegalStateException with the end of the log of the component that did not become
     *     ready
     */
    public static ControlPlane start(ControlPlaneOptions options) {
        var controlPlane = new ControlPlane(options);
        if (!options.detached()) {
            Runtime.getRuntime().addShutdownHook(controlPlane.atExit);
        }
        try {
            controlPlane.bringUp();
            return controlPlane;
        } catch (RuntimeException e) {
            controlPlane.close();
            throw e;
        }
    }

    /** Returns the server of one component, to be stopped, killed, paused and started again. */
    public Server component(Component component) {
        return Objects.requireNonNull(servers.get(component));
    }

    /** Returns where the API server answers, such as {@code https://127.0.0.1:20443}. */
    public String url() {
        return ports.url(Component.API_SERVER);
    }

    /** Returns the kubeconfig of the user {@code admin}, who may do everything. */
    public Path kubeconfig() {
        return files.path("admin.kubeconfig");
    }

    /**
     * Returns a kubeconfig with a token of a service account, which is made if it is not there, and
     * may do what its role bindings say. The token holds for an hour.
     */
    public Path serviceAccountKubeconfig(String namespace, String name) {
        return serviceAccountKubeconfig(namespace, name, url());
    }

    /**
     * Returns such a kubeconfig for a server that stands before the API server and that this
     * control plane's authority vouches for.
     */
    public Path serviceAccountKubeconfig(String namespace, String name, String server) {
        String token = new ServiceAccounts(api).token(namespace, name);
        String user = "system:serviceaccount:" + namespace + ":" + name;
        String port = server.equals(url()) ? "" : "." + server.replaceAll("[^0-9]+", "-");
        return files.write(
                namespace + "." + name + port + ".kubeconfig",
                KubeConfig.withToken(server, authority.self().certificatePem(), user, token));
    }

    /** Returns a client of the user {@code admin}, closed with the control plane. */
    public KubernetesClient client() {
        return client.get();
    }

    /** Returns the record of every request. */
    public AuditLog auditLog() {
        return auditLog;
    }

    /** Returns the authority that the API server and its clients trust. */
    public CertificateAuthority authority() {
        return authority;
    }

    /**
     * Returns a node as etcd has it now, whether or not the API server answers: bytes as
     * characters, in which the texts of the object can be found.
     */
    public String storedNode(String name) {
        return store.get(ObjectStore.keyOfNode(name));
    }

    /** Returns a kubectl of the server's version. */
    public Path kubectl() {
        return programs.resolve("kubectl");
    }

    /** Returns the folder with keys, configurations and logs. */
    public Path directory() {
        return files.root();
    }

    /**
     * Makes a namespace whose name begins with {@code prefix} and has never been used, and returns
     * its name.
     */
    public String newNamespace(String prefix) {
        String name = prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
        api.successful(
                "POST",
                "/api/v1/namespaces",
                """
                {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "%s"}}\
                """
                        .formatted(name));
        return name;
    }

    /**
     * Removes every object that was not there when the control plane was started or {@link #keep()}
     * was last called: nodes, pods, workloads, namespaces, custom resources, roles; finalizers are
     * taken off. The definitions of custom resources stay. What was there and was changed or
     * deleted since is not brought back.
     */
    public void reset() {
        cleanSlate.wipe();
    }

    /** Makes what is there now, and what was kept before, stay at the next {@link #reset()}. */
    public void keep() {
        cleanSlate.keep();
    }

    /** Makes {@link #reset()} go back to the state right after the start. */
    public void keepNothing() {
        cleanSlate.keepNothing();
    }

    /** Ends all processes and removes the files. */
    @Override
    public void close() {
        leave();
        if (!options.detached()) {
            Runtime.getRuntime().removeShutdownHook(atExit);
        }
        end();
    }

    /** Closes the connections of this JVM and leaves a detached control plane running. */
    void leave() {
        client.close();
        api.close();
        store.close();
    }

    ApiServer api() {
        return api;
    }

    ObjectStore store() {
        return store;
    }

    private void bringUp() {
        component(Component.ETCD).start();
        component(Component.API_SERVER).start();
        List<Component> clients =
                List.of(Component.CONTROLLER_MANAGER, Component.SCHEDULER, Component.KWOK);
        clients.forEach(each -> component(each).launch());
        clients.forEach(each -> component(each).awaitReady());
        Stopwatch stopwatch = Stopwatch.of(options.patience());
        while (!hasDefaults()) {
            stopwatch.rest(() -> "The controller manager makes no service accounts.");
        }
        cleanSlate.keep();
    }

    /** The first things the controllers make; pods cannot be created before. */
    private boolean hasDefaults() {
        String path = "/api/v1/namespaces/default/";
        return api.send("GET", path + "serviceaccounts/default", null).succeeded()
                && api.send("GET", path + "configmaps/kube-root-ca.crt", null).succeeded();
    }

    private BooleanSupplier ready(Component component) {
        String path =
                switch (component) {
                    case ETCD -> "/health";
                    case API_SERVER, SCHEDULER -> "/readyz";
                    case CONTROLLER_MANAGER, KWOK -> "/healthz";
                };
        return () -> api.healthy(ports.url(component) + path);
    }

    private void end() {
        servers.values().forEach(Server::kill);
        files.remove();
    }
}
