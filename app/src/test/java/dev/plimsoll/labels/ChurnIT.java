package dev.plimsoll.labels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.kubernetes.api.Manifests.Job;
import dev.plimsoll.serve.Installation;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.FleetFiller;
import dev.plimsoll.testbed.NodeHand;
import dev.plimsoll.testbed.RealCluster;
import dev.plimsoll.testbed.faults.FaultProxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Five hundred random steps on the real API server, with broken requests and an operator that dies:
 * after every step the cap has held at every event, and in every calm the cluster is exactly what
 * the planner wants; in the end a copy that lived through all of it is whole, and memory and
 * threads are level. {@code -Dplimsoll.seed=N} does the steps of an earlier run again; {@code
 * -Dplimsoll.churn.minutes=60} goes on for an hour.
 */
@RealCluster
class ChurnIT {

    private static final int STEPS = Integer.getInteger("plimsoll.churn.steps", 500);

    /** For how long instead, where it is above 0. */
    private static final int MINUTES = Integer.getInteger("plimsoll.churn.minutes", 0);

    private static final int STEPS_BETWEEN_CALMS = 10;
    private static final int NODES = 40;

    @BeforeAll
    static void install(ControlPlane controlPlane) {
        Installation.on(controlPlane, Job.LABELS);
    }

    @Test
    void holdsItsPromisesThroughRandomSteps(
            ControlPlane controlPlane, FleetFiller filler, NodeHand hand, @TempDir Path folder) {
        // Given
        long seed = Long.getLong("plimsoll.seed", new Random().nextLong());
        Random random = new Random(seed);
        Policies resources = new Policies(controlPlane);
        Originals originals = new Originals();
        List<String> history = new ArrayList<>(List.of("seed " + seed));
        System.out.println("ChurnIT: -Dplimsoll.seed=" + seed);
        try (FaultProxy proxy = FaultProxy.before(controlPlane);
                CapWatch watch = new CapWatch(controlPlane.client(), resources);
                MortalOperator operator =
                        new MortalOperator(proxy, folder.resolve("operator.log").toFile());
                LastingCopy copy =
                        new LastingCopy(
                                proxy.kubeconfig("plimsoll", "plimsoll"), MortalOperator.HASTY)) {
            ChurnPolicies policies = new ChurnPolicies(resources, watch, random);
            ChurnFaults faults = new ChurnFaults(proxy, random);
            ChurnSteps steps =
                    new ChurnSteps(
                            random, filler, hand, policies, originals, watch, faults, operator);
            Calm calm = new Calm(controlPlane, proxy, originals, ChurnPolicies.keys());
            Level level = new Level();
            long begun = System.nanoTime();
            steps.create(NODES);
            policies.create();
            operator.start();
            calm.await(policies.wanted());

            int step = 0;
            while (MINUTES > 0 ? minutes(begun) < MINUTES : step < STEPS) {
                step++;
                // When
                history.add(steps.next());

                // Then
                assertThat(watch.violations()).as(() -> told(history)).isEmpty();
                if (step % STEPS_BETWEEN_CALMS == 0) {
                    await(calm, policies, watch, history);
                    level.look();
                }
            }
            copy.awaitEqual(controlPlane);
            System.out.printf(
                    "ChurnIT: %d steps in %d s, %d labels given, %d faults struck, %d deaths; %s;"
                            + " a copy that lived throughout is whole, missed %d, its streams ended"
                            + " %s%n",
                    step,
                    (System.nanoTime() - begun) / 1_000_000_000,
                    watch.gains(),
                    faults.hits(),
                    operator.deaths(),
                    level,
                    copy.missed(),
                    copy.interruptions());
            assertThat(copy.missed()).as("events that a watch had missed").isZero();
            level.check();
            assertThat(faults.hits()).as("faults that struck").isPositive();
            assertThat(operator.deaths()).as("deaths of the operator").isPositive();
            assertThat(watch.gains()).as("labels given").isGreaterThan(step / 5);
        }
    }

    private static long minutes(long begun) {
        return (System.nanoTime() - begun) / 60_000_000_000L;
    }

    private static void await(
            Calm calm, ChurnPolicies policies, CapWatch watch, List<String> history) {
        try {
            calm.await(policies.wanted());
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(told(history), e);
        }
        assertThat(watch.violations()).as(() -> told(history)).isEmpty();
        policies.calm();
        watch.turn();
    }

    private static String told(List<String> history) {
        return String.join("\n", history);
    }
}
