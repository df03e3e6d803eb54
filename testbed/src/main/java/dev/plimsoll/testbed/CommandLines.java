package dev.plimsoll.testbed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of each component.
 *
 * @param programs the folder of the programs
 * @param files where keys, configurations and data lie
 * @param ports where each component serves
 * @param options what the user of the testbed wants otherwise
 */
record CommandLines(Path programs, Workplace files, Ports ports, ControlPlaneOptions options) {
    /**
     * Longer than any test: kwok's nodes need no heartbeat, and a condition stays as a test has set
     * it.
     */
    private static final String FOREVER = "8760h";

    List<String> of(Component component) {
        List<String> line = new ArrayList<>();
        line.add(programs.resolve(component.program()).toString());
        line.addAll(
                switch (component) {
                    case ETCD -> etcd();
                    case API_SERVER -> apiServer();
                    case SCHEDULER -> scheduler();
                    case CONTROLLER_MANAGER -> controllerManager();
                    case KWOK -> kwok();
                });
        line.addAll(options.flagsOf(component));
        return line;
    }

    private List<String> etcd() {
        String url = ports.url(Component.ETCD);
        String peer = "http://127.0.0.1:" + ports.etcdPeer();
        return List.of(
                "--data-dir=" + files.path("etcd"),
                "--listen-client-urls=" + url,
                "--advertise-client-urls=" + url,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=default=" + peer,
                "--unsafe-no-fsync",
                "--quota-backend-bytes=8589934592",
                "--log-level=warn");
    }

    private List<String> apiServer() {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                "--etcd-servers=" + ports.url(Component.ETCD),
                                "--bind-address=127.0.0.1",
                                "--secure-port=" + ports.port(Component.API_SERVER),
                                "--tls-cert-file=" + files.path("server.crt"),
                                "--tls-private-key-file=" + files.path("server.key"),
                                "--client-ca-file=" + files.path("ca.crt"),
                                "--kubelet-certificate-authority=" + files.path("ca.crt"),
                                "--kubelet-client-certificate=" + files.path("kubelets.crt"),
                                "--kubelet-client-key=" + files.path("kubelets.key"),
                                "--kubelet-preferred-address-types=InternalIP",
                                "--authorization-mode=Node,RBAC",
                                "--service-account-issuer=https://kubernetes.default.svc",
                                "--service-account-key-file=" + files.path("sa.pub"),
                                "--service-account-signing-key-file=" + files.path("sa.key"),
                                "--service-cluster-ip-range=10.96.0.0/16",
                                // An endpoint on loopback is not valid, and nobody looks for one.
                                "--endpoint-reconciler-type=none",
                                "--allow-privileged=true",
                                "--delete-collection-workers=8",
                                "--profiling=false",
                                "--audit-policy-file=" + files.path("audit-policy.yaml"),
                                "--audit-log-path=" + files.path("audit.log"),
                                // Large enough never to be rotated away from under its reader.
                                "--audit-log-maxsize=100000"));
        if (!options.nodeLifecycle()) {
            // It taints every new node as not ready, and nobody would take the taint off.
            line.add("--disable-admission-plugins=TaintNodesByCondition");
        }
        return line;
    }

    private List<String> scheduler() {
        List<String> line = new ArrayList<>(serving(Component.SCHEDULER));
        line.add("--leader-elect=false");
        return line;
    }

    private List<String> controllerManager() {
        List<String> line = new ArrayList<>(serving(Component.CONTROLLER_MANAGER));
        line.addAll(
                List.of(
                        "--leader-elect=false",
                        "--use-service-account-credentials=true",
                        "--service-account-private-key-file=" + files.path("sa.key"),
                        "--root-ca-file=" + files.path("ca.crt"),
                        "--cluster-signing-cert-file=" + files.path("ca.crt"),
                        "--cluster-signing-key-file=" + files.path("ca.key"),
                        "--node-monitor-grace-period=" + FOREVER,
                        "--node-startup-grace-period=" + FOREVER,
                        options.nodeLifecycle()
                                ? "--controllers=*"
                                : "--controllers=*,-node-lifecycle-controller,-taint-eviction-controller"));
        return line;
    }

    private List<String> serving(Component component) {
        return List.of(
                "--kubeconfig=" + files.path(component.program() + ".kubeconfig"),
                "--kube-api-qps=1000",
                "--kube-api-burst=1000",
                "--bind-address=127.0.0.1",
                "--secure-port=" + ports.port(component),
                "--tls-cert-file=" + files.path("server.crt"),
                "--tls-private-key-file=" + files.path("server.key"),
                "--profiling=false");
    }

    private List<String> kwok() {
        return List.of(
                "--kubeconfig=" + files.path("kwok.kubeconfig"),
                "--config=" + files.path("kwok.yaml"),
                "--server-address=127.0.0.1:" + ports.port(Component.KWOK),
                "--manage-nodes-with-annotation-selector=kwok.x-k8s.io/node=fake",
                "--node-lease-duration-seconds=0",
                "--v=WARN");
    }
}
