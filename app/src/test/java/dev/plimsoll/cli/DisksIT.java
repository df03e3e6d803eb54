package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.RealCluster;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kubelets asked through a real API server. It refuses to ask loopback addresses, the only ones
 * that tests have, so that what is seen here is how that and a missing right are told.
 */
@RealCluster
final class DisksIT {

    private final ControlPlane controlPlane;
    private final CommandRun run;

    DisksIT(ControlPlane controlPlane, @TempDir Path folder) {
        this.controlPlane = controlPlane;
        run = new CommandRun(folder);
    }

    private void node() {
        String node =
                """
                apiVersion: v1
                kind: Node
                metadata: {name: full}
                status:
                  addresses: [{type: InternalIP, address: 127.0.0.1}]
                  daemonEndpoints: {kubeletEndpoint: {Port: 1}}
                """;
        controlPlane.client().resource(node).create();
        controlPlane.client().resource(node).patchStatus();
    }

    @Test
    void refusalOfTheApiServerIsToldAndNothingKnownIsFailure() {
        // Given
        node();

        // When
        CommandRun.Result result =
                run.run("disks", "--kubeconfig", controlPlane.kubeconfig().toString());

        // Then
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("full   <none>", "Unknown");
        assertThat(result.err())
                .startsWith(
                        "plimsoll: of full nothing is known: the API server cannot ask its kubelet:"
                                + " 400 address not allowed");
    }

    @Test
    void missingRightIsTold() {
        // Given
        node();
        Path kubeconfig = controlPlane.serviceAccountKubeconfig("default", "reader");
        controlPlane
                .client()
                .resource(
                        """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: ClusterRole
                        metadata: {name: disks-reader}
                        rules: [{apiGroups: [""], resources: [nodes], verbs: [list]}]
                        """)
                .create();
        controlPlane
                .client()
                .resource(
                        """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: ClusterRoleBinding
                        metadata: {name: disks-reader}
                        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: disks-reader}
                        subjects: [{kind: ServiceAccount, namespace: default, name: reader}]
                        """)
                .create();

        // When
        CommandRun.Result result = run.run("disks", "--kubeconfig", kubeconfig.toString());

        // Then
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("the API server forbids to ask its kubelet", "nodes/proxy");
    }
}
