package dev.plimsoll.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** With a control plane of its own, since it is broken on purpose. */
class FailuresIT {

    @Test
    void what_was_there_is_there_after_the_api_server_and_etcd_were_killed() {
        try (var controlPlane = ControlPlane.start()) {
            // Given
            new FleetFiller(controlPlane).fill(FleetShape.ofNodes(5));

            // When
            controlPlane.component(Component.API_SERVER).kill();
            controlPlane.component(Component.ETCD).kill();
            controlPlane.component(Component.ETCD).start();
            controlPlane.component(Component.API_SERVER).start();

            // Then
            assertThat(controlPlane.client().nodes().list().getItems()).hasSize(5);
        }
    }

    @Test
    void a_control_plane_without_node_lifecycle_leaves_nodes_alone() {
        try (var controlPlane =
                ControlPlane.start(ControlPlaneOptions.defaults().withNodeLifecycle(false))) {
            // When
            String node = new FleetFiller(controlPlane).addNodes(1).getFirst();

            // Then
            assertThat(controlPlane.client().nodes().withName(node).get().getSpec().getTaints())
                    .isEmpty();
        }
    }

    @Test
    void nothing_is_left_of_a_closed_control_plane() {
        // Given
        var controlPlane = ControlPlane.start();
        var directory = controlPlane.directory();
        var pids =
                java.util.Arrays.stream(Component.values())
                        .map(each -> controlPlane.component(each).pid())
                        .toList();

        // When
        controlPlane.close();

        // Then
        assertThat(directory).doesNotExist();
        assertThat(pids).allMatch(pid -> ProcessHandle.of(pid).isEmpty());
    }
}
