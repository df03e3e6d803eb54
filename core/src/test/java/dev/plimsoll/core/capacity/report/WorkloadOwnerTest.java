package dev.plimsoll.core.capacity.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.fleet.OwnerReference;
import dev.plimsoll.core.fleet.Pod;
import dev.plimsoll.core.fleet.QosClass;
import dev.plimsoll.core.fleet.Resources;
import dev.plimsoll.core.fleet.Unbounded;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadOwnerTest {

    @ParameterizedTest
    @CsvSource({
        "ReplicaSet, web-5d4f8b7c9d, 5d4f8b7c9d, Deployment, web",
        "ReplicaSet, web-5d4f8b7c9d, '', ReplicaSet, web-5d4f8b7c9d",
        "ReplicaSet, alone, 5d4f8b7c9d, ReplicaSet, alone",
        "StatefulSet, db, '', StatefulSet, db",
        "DaemonSet, agent, '', DaemonSet, agent",
        // Minutes since 1970, as the controller of CronJobs names its Jobs since Kubernetes 1.21.
        "Job, report-29493840, '', CronJob, report",
        "Job, report-2-29493840, '', CronJob, report-2",
        // Seconds, as it did before.
        "Job, report-1616161616, '', CronJob, report",
        // Days, minutes of a day and counters, as people and pipelines name Jobs.
        "Job, import-20260131, '', Job, import-20260131",
        "Job, import-202601311200, '', Job, import-202601311200",
        "Job, build-12345678, '', Job, build-12345678",
        "Job, migrate, '', Job, migrate",
        "Node, n1, '', Pod, p",
        "StrimziPodSet, kafka, '', StrimziPodSet, kafka",
        "'', '', '', Pod, p"
    })
    void isReadOffThePod(
            String kind, String name, String templateHash, String workload, String called) {
        // Given
        OwnerReference controller = kind.isEmpty() ? null : new OwnerReference(kind, name);

        // When
        OwnerReference owner = WorkloadOwner.of(pod(controller, templateHash));

        // Then
        assertThat(owner).isEqualTo(new OwnerReference(workload, called));
    }

    private static Pod pod(@Nullable OwnerReference controller, String templateHash) {
        return new Pod(
                "shop",
                "p",
                "n1",
                false,
                controller,
                templateHash,
                Resources.NONE,
                Resources.NONE,
                Unbounded.NONE,
                QosClass.BEST_EFFORT,
                List.of());
    }
}
