package dev.plimsoll.drain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.nodedrain.Phase;
import dev.plimsoll.kubernetes.api.Manifests.Job;
import dev.plimsoll.serve.Installation;
import dev.plimsoll.testbed.AuditEvent;
import dev.plimsoll.testbed.AuditLog;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.Moto;
import dev.plimsoll.testbed.RealCluster;
import dev.plimsoll.testbed.RealMoto;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * The operator is killed at random moments, {@code -Dplimsoll.drain.kills=N} times amid a drain:
 * every drain ends well, no pod is evicted twice, no cordon is left behind, and no instance ends
 * before its pods have gone. Every third drain is cancelled at a random moment.
 */
@RealCluster
@RealMoto
class NodeDrainKillIT {

    private static final int KILLS = Integer.getInteger("plimsoll.drain.kills", 4);
    private static final long SEED = Long.getLong("plimsoll.drain.seed", System.nanoTime());

    /**
     * Once in a while: a new process waits for 9 s for a cordon that the last one may have sent.
     */
    private static final int QUIET_LIFE_MILLIS = 14_000;

    private static final int ONE_QUIET_LIFE_IN = 10;
    private static final int LONGEST_LIFE_MILLIS = 6_000;

    private static final int SHORTEST_LIFE_MILLIS = 700;
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(10);

    private final ControlPlane controlPlane;
    private final Moto moto;
    private final List<Integer> podsAtTheEnd = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> ends = new TreeMap<>();
    private int kills;
    private int killedWhileAtWork;

    NodeDrainKillIT(ControlPlane controlPlane, Moto moto) {
        this.controlPlane = controlPlane;
        this.moto = moto;
    }

    @Test
    void everyDrainEndsWellHoweverOftenItsOperatorIsKilled() {
        // Given
        Installation installation = Installation.on(controlPlane, Job.DRAIN);
        Machines machines = new Machines(controlPlane, moto);
        NodeDrains drains = new NodeDrains(controlPlane);
        Workloads workloads = new Workloads(controlPlane);
        RandomGenerator chance = new SplittableRandom(SEED);
        machines.add("node-0");
        workloads.deployment("web", 3, "");
        workloads.deployment("api", 2, "");
        workloads.statefulSet("db", 1);
        workloads.daemonSet("agent");
        workloads.awaitReady(7);
        AuditLog.Mark mark = controlPlane.auditLog().mark();
        List<String> terminated = new ArrayList<>();

        // When
        try (AwsCalls aws =
                        new AwsCalls(
                                moto,
                                instance ->
                                        podsAtTheEnd.add(
                                                workloads
                                                        .movableOn(machines.nodeOf(instance))
                                                        .size()));
                KilledOperator operator =
                        new KilledOperator(
                                controlPlane,
                                installation.kubeconfig(),
                                aws.endpoint(),
                                new File("target/killed-operator.log"))) {
            for (int round = 0; killedWhileAtWork < KILLS; round++) {
                String node = "node-" + round;
                machines.add("node-" + (round + 1));
                drains.order("drain-" + round, "{nodeName: " + node + "}");
                boolean cancelled = round % 3 == 2;
                Phase end = drive(operator, drains, chance, "drain-" + round, cancelled);
                ends.merge(end.toString(), 1, Integer::sum);

                // Then
                if (end == Phase.CANCELLED) {
                    assertThat(machines.closed(node)).as("seed %d, %s", SEED, node).isFalse();
                    assertThat(machines.marked(node)).as("seed %d, %s", SEED, node).isFalse();
                    drains.order("again-" + round, "{nodeName: " + node + "}");
                    end = drive(operator, drains, chance, "again-" + round, false);
                }
                assertThat(end).as("seed %d, %s", SEED, node).isEqualTo(Phase.SUCCEEDED);
                assertThat(workloads.movableOn(node)).isEmpty();
                machines.remove(node);
            }
            terminated.addAll(aws.terminated());
        }
        assertThat(terminated).as("seed %d", SEED).doesNotHaveDuplicates().isNotEmpty();
        assertThat(podsAtTheEnd).as("seed %d", SEED).containsOnly(0);
        List<String> evicted = evicted(mark);
        assertThat(evicted).as("seed %d", SEED).doesNotHaveDuplicates().isNotEmpty();
        System.out.printf(
                "drains killed: seed %d, %d kills, %d of them amid a drain, ends %s, %d evictions,"
                        + " %d instances%n",
                SEED, kills, killedWhileAtWork, ends, evicted.size(), terminated.size());
    }

    /** Starts and kills the operator until the drain has ended and nothing is left of it to do. */
    private Phase drive(
            KilledOperator operator,
            NodeDrains drains,
            RandomGenerator chance,
            String name,
            boolean cancelled) {
        Instant late = Instant.now().plus(LONGEST_DRAIN);
        boolean asked = !cancelled;
        while (true) {
            NodeDrain drain = drains.get(name);
            if (drain.ended() && !drain.finalized()) {
                return drain.status().phase();
            }
            assertThat(Instant.now())
                    .as("seed %d, %s", SEED, drain.status().message())
                    .isBefore(late);
            if (operator.hasLease()) {
                operator.freeLease();
            }
            operator.start();
            if (!asked && drain.begun()) {
                drains.cancel(name);
                asked = true;
            }
            boolean killed =
                    operator.killAfter(
                            chance.nextInt(ONE_QUIET_LIFE_IN) == 0
                                    ? QUIET_LIFE_MILLIS
                                    : chance.nextInt(SHORTEST_LIFE_MILLIS, LONGEST_LIFE_MILLIS));
            assertThat(killed).as("It has died by itself.").isTrue();
            kills++;
            NodeDrain left = drains.get(name);
            killedWhileAtWork += left.begun() && !left.ended() ? 1 : 0;
        }
    }

    /** The uids of the pods of evictions that were let go. */
    private List<String> evicted(AuditLog.Mark mark) {
        return controlPlane
                .auditLog()
                .since(
                        mark,
                        event ->
                                event.user().equals(Installation.USER)
                                        && event.subresource().equals("eviction")
                                        && event.code() == 201)
                .stream()
                .map(NodeDrainKillIT::uid)
                .toList();
    }

    private static String uid(AuditEvent event) {
        JsonNode sent = Objects.requireNonNull(event.requestObject());
        return sent.at("/deleteOptions/preconditions/uid").asText();
    }
}
