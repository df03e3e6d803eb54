package dev.plimsoll.core.capacity.guaranteed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.capacity.DeclaredAmounts;
import dev.plimsoll.core.capacity.DeclaredContainer;
import dev.plimsoll.core.capacity.DeclaredPod;
import dev.plimsoll.core.capacity.DeclaredResources;
import dev.plimsoll.core.capacity.PodResources;
import dev.plimsoll.core.capacity.Quantity;
import dev.plimsoll.core.fleet.Allocatable;
import dev.plimsoll.core.fleet.ContainerRole;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.OwnerReference;
import dev.plimsoll.core.fleet.Pod;
import dev.plimsoll.core.fleet.QosClass;
import dev.plimsoll.core.fleet.Readiness;
import dev.plimsoll.core.fleet.Resources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Fleets are drawn from a seed, which jqwik prints where a property fails. */
final class GuaranteedPlannerTest {

    private static final int NODES = 4;
    private static final Allocatable ROOM = new Allocatable(8_000, 32L << 30, 58);

    private final List<Pod> pods = new ArrayList<>();
    private final Workloads workloads = new Workloads();

    @Property(tries = 300)
    void everyMoveMakesItsPodsGuaranteedAndNoNodeIsAskedForMoreThanItOffers(
            @ForAll long seed, @ForAll MissingLimits missing) {
        // Given
        draw(new Random(seed));

        // When
        GuaranteedPlan plan = new GuaranteedPlanner(missing).plan(nodes(), pods, workloads.list());

        // Then
        Map<String, Resources> asked = new HashMap<>();
        pods.forEach(pod -> asked.merge(pod.nodeName(), pod.requests(), Resources::plus));
        Map<String, Resources> before = Map.copyOf(asked);
        for (GuaranteedPlan.Move move : plan.moves()) {
            PodResources after = applied(move);
            assertThat(after.qosClass()).isEqualTo(QosClass.GUARANTEED);
            Resources added = Resources.NONE;
            for (Pod pod : move.workload().pods()) {
                Resources rise =
                        new Resources(
                                Math.max(
                                        0,
                                        after.requests().cpuMillis() - pod.requests().cpuMillis()),
                                Math.max(
                                        0,
                                        after.requests().memoryBytes()
                                                - pod.requests().memoryBytes()));
                added = added.plus(rise);
                asked.merge(pod.nodeName(), rise, Resources::plus);
            }
            assertThat(move.added()).isEqualTo(added);
        }
        assertThat(asked)
                .allSatisfy((node, load) -> {
                    if (!load.equals(before.get(node))) {
                        assertThat(load.cpuMillis()).isLessThanOrEqualTo(ROOM.cpuMillis());
                        assertThat(load.memoryBytes()).isLessThanOrEqualTo(ROOM.memoryBytes());
                    }
                });
        assertThat(plan.moves().size() + plan.stays().size() + plan.already())
                .isEqualTo(workloads.list().size());
        assertThat(plan.after())
                .isEqualTo(asked.values().stream().reduce(Resources.NONE, Resources::plus));
    }

    /** What a pod weighs once the patch is merged into its template. */
    private static PodResources applied(GuaranteedPlan.Move move) {
        Map<String, DeclaredAmounts> changes = new HashMap<>();
        move.patch()
                .containers()
                .forEach(container -> changes.put(container.name(), container.amounts()));
        Specimen specimen = move.workload().specimen();
        DeclaredPod pod = specimen.declared();
        DeclaredResources podLevel =
                move.patch()
                        .podLevel()
                        .map(amounts -> new DeclaredResources(amounts, amounts))
                        // A patch leaves alone what it does not name.
                        .orElse(pod.podLevel());
        return PodResources.of(
                new DeclaredPod(
                        merged(pod.apps(), specimen.appNames(), changes),
                        merged(pod.inits(), specimen.initNames(), changes),
                        pod.overhead(),
                        podLevel,
                        false));
    }

    private static List<DeclaredContainer> merged(
            List<DeclaredContainer> containers,
            List<String> names,
            Map<String, DeclaredAmounts> changes) {
        List<DeclaredContainer> merged = new ArrayList<>();
        for (int i = 0; i < containers.size(); i++) {
            DeclaredAmounts change = changes.get(names.get(i));
            DeclaredContainer before = containers.get(i);
            merged.add(
                    change == null
                            ? before
                            : new DeclaredContainer(
                                    before.role(), new DeclaredResources(change, change)));
        }
        return merged;
    }

    private void draw(Random random) {
        for (int workload = 0; workload < 12; workload++) {
            Specimen specimen = specimen(random);
            int replicas = 1 + random.nextInt(3);
            for (int pod = 0; pod < replicas; pod++) {
                PodResources weight = PodResources.of(specimen.declared());
                Pod drawn =
                        new Pod(
                                "ns",
                                "w" + workload + "-" + pod,
                                "n" + random.nextInt(NODES),
                                false,
                                new OwnerReference("StatefulSet", "w" + workload),
                                "",
                                weight.requests(),
                                weight.limits(),
                                weight.unbounded(),
                                weight.qosClass(),
                                weight.containers());
                pods.add(drawn);
                workloads.add(drawn, specimen);
            }
        }
    }

    private static Specimen specimen(Random random) {
        List<DeclaredContainer> apps = containers(random, 1 + random.nextInt(2), false);
        List<DeclaredContainer> inits = containers(random, random.nextInt(3), true);
        DeclaredAmounts overhead =
                random.nextInt(5) == 0
                        ? new DeclaredAmounts(new Quantity(0, 10_000_000), new Quantity(1 << 20, 0))
                        : DeclaredAmounts.NONE;
        DeclaredResources podLevel = random.nextInt(6) == 0 ? resources(random) : null;
        return new Specimen(
                new DeclaredPod(apps, inits, overhead, podLevel, false),
                names("app", apps.size()),
                names("init", inits.size()));
    }

    private static List<String> names(String prefix, int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(prefix + i);
        }
        return names;
    }

    private static List<DeclaredContainer> containers(Random random, int count, boolean init) {
        List<DeclaredContainer> containers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ContainerRole role =
                    !init
                            ? ContainerRole.APP
                            : random.nextBoolean() ? ContainerRole.SIDECAR : ContainerRole.INIT;
            containers.add(new DeclaredContainer(role, resources(random)));
        }
        return containers;
    }

    private static DeclaredResources resources(Random random) {
        long millis = 1 + random.nextInt(600);
        long mib = 1 + random.nextInt(2_000);
        boolean capped = random.nextInt(10) != 0;
        return new DeclaredResources(
                new DeclaredAmounts(
                        random.nextInt(8) == 0 ? null : cpu(millis / (1 + random.nextInt(3))),
                        random.nextInt(8) == 0 ? null : memory(mib / (1 + random.nextInt(3)))),
                capped ? new DeclaredAmounts(cpu(millis), memory(mib)) : DeclaredAmounts.NONE);
    }

    private static @Nullable Quantity cpu(long millis) {
        return new Quantity(millis / 1000, (int) (millis % 1000) * 1_000_000);
    }

    private static @Nullable Quantity memory(long mib) {
        return new Quantity(mib << 20, 0);
    }

    private static List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            nodes.add(
                    new Node(
                            "n" + i,
                            "u" + i,
                            "",
                            Instant.EPOCH,
                            Map.of(),
                            Map.of(),
                            List.of(),
                            false,
                            false,
                            new Readiness(Readiness.Status.READY, Instant.EPOCH),
                            "",
                            ROOM));
        }
        return nodes;
    }
}
