package dev.plimsoll.testbed;

import java.util.List;

/**
 * The configuration of a {@link RealNode}. Whatever it does not say is as the kubelet, containerd
 * and Debian have it, the kubelet's thresholds of eviction above all.
 */
final class RealNodeFiles {
    static final String IMAGE = "plimsoll.dev/testbed/pod:1";

    private final Workplace files;
    private final ControlPlane controlPlane;
    private final String name;
    private final String address;
    private final int port = Ports.one();

    RealNodeFiles(Workplace files, ControlPlane controlPlane, String name) {
        this.files = files;
        this.controlPlane = controlPlane;
        this.name = name;
        // A kubelet takes no loopback address for its own: one of those kept for tests of networks.
        address = "198.18.%d.%d".formatted(port / 250 % 250, port % 250 + 1);
    }

    String address() {
        return address;
    }

    /** The kubelet's command line, after what the script adds. */
    List<String> flags() {
        return List.of(
                "--config=" + files.path("kubelet.yaml"),
                "--kubeconfig=" + files.path("kubelet.kubeconfig"),
                "--hostname-override=" + name,
                "--node-ip=" + address,
                "--pod-infra-container-image=" + IMAGE);
    }

    void write() {
        CertificateAuthority authority = controlPlane.authority();
        String pem = authority.self().certificatePem();
        Identity user = authority.client("system:node:" + name, List.of("system:nodes"));
        files.write(
                "kubelet.kubeconfig",
                KubeConfig.withCertificate(controlPlane.url(), pem, "system:node:" + name, user));
        Identity server = authority.server(name, List.of(address, name));
        files.write("ca.crt", pem);
        files.write("kubelet.crt", server.certificatePem());
        files.write("kubelet.key", server.keyPem());
        files.write("kubelet.yaml", kubelet());
        files.write("containerd.toml", containerd());
        files.write("10-testbed.conflist", network());
    }

    private String kubelet() {
        return """
        apiVersion: kubelet.config.k8s.io/v1beta1
        kind: KubeletConfiguration
        address: %1$s
        port: %2$d
        healthzPort: 0
        tlsCertFile: %3$s/kubelet.crt
        tlsPrivateKeyFile: %3$s/kubelet.key
        authentication:
          anonymous: {enabled: false}
          webhook: {enabled: true}
          x509: {clientCAFile: %3$s/ca.crt}
        authorization: {mode: Webhook}
        containerRuntimeEndpoint: unix:///run/containerd/containerd.sock
        cgroupDriver: cgroupfs
        failCgroupV1: false
        failSwapOn: false
        oomScoreAdj: 0
        makeIPTablesUtilChains: false
        resolvConf: ""
        volumePluginDir: /var/lib/kubelet/volume-plugins
        # Whoever waits for a disk to be well again waits less than the usual five minutes.
        evictionPressureTransitionPeriod: 5s
        """
                .formatted(address, port, files.root());
    }

    private String containerd() {
        return """
        version = 2
        [plugins."io.containerd.internal.v1.opt"]
        path = "/var/lib/containerd/opt"
        [plugins."io.containerd.grpc.v1.cri"]
        sandbox_image = "%s"
        restrict_oom_score_adj = true
        [plugins."io.containerd.grpc.v1.cri".cni]
        bin_dir = "/usr/lib/cni"
        conf_dir = "%s"
        """
                .formatted(IMAGE, files.root());
    }

    private String network() {
        return """
        {"cniVersion": "0.4.0", "name": "testbed", "plugins": [
          {"type": "ptp", "ipMasq": false,
           "ipam": {"type": "host-local", "ranges": [[{"subnet": "198.19.%d.0/24"}]]}}]}
        """
                .formatted(port % 250);
    }
}
