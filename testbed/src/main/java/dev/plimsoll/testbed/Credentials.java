package dev.plimsoll.testbed;

import java.security.KeyPair;
import java.util.List;

/**
 * Writes the keys and kubeconfigs of a control plane's components.
 *
 * @param files where they go
 * @param authority vouches for them
 * @param url where the API server will answer
 */
record Credentials(Workplace files, CertificateAuthority authority, String url) {

    void write(Identity admin) {
        files.write("ca.crt", authority.self().certificatePem());
        files.write("ca.key", authority.self().keyPem());
        List<String> hosts =
                List.of("localhost", "127.0.0.1", "10.96.0.1", "kubernetes.default.svc");
        Identity server = authority.server("testbed", hosts);
        files.write("server.crt", server.certificatePem());
        files.write("server.key", server.keyPem());
        // As whom the API server asks the kubelets.
        Identity kubelets = authority.client("kube-apiserver", List.of("system:masters"));
        files.write("kubelets.crt", kubelets.certificatePem());
        files.write("kubelets.key", kubelets.keyPem());
        KeyPair serviceAccounts = Identity.newKeys();
        files.write("sa.key", Identity.pem(serviceAccounts.getPrivate()));
        files.write("sa.pub", Identity.pem(serviceAccounts.getPublic()));
        kubeconfig("admin", "admin", admin);
        kubeconfig(
                Component.SCHEDULER.program(),
                "system:kube-scheduler",
                authority.client("system:kube-scheduler", List.of()));
        kubeconfig(
                Component.CONTROLLER_MANAGER.program(),
                "system:kube-controller-manager",
                authority.client("system:kube-controller-manager", List.of()));
        kubeconfig(
                Component.KWOK.program(),
                "kwok",
                authority.client("kwok", List.of("system:masters")));
    }

    private void kubeconfig(String file, String user, Identity identity) {
        String authorityPem = authority.self().certificatePem();
        files.write(
                file + ".kubeconfig",
                KubeConfig.withCertificate(url, authorityPem, user, identity));
    }
}
