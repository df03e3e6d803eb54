package dev.plimsoll.aws.instances;

import dev.plimsoll.core.drain.EndChoice;
import dev.plimsoll.core.drain.Machine;
import dev.plimsoll.core.port.Fence;
import dev.plimsoll.core.port.InstanceEnds;
import dev.plimsoll.core.port.WriteOutcome;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingInstanceDetails;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * Ends EC2 instances. What AWS says of an instance is asked for right before: one that is ending
 * already is left alone, one of a group is ended by its group, and one that no tag names as a
 * cluster's own is not touched.
 */
public final class AwsInstanceEnds implements InstanceEnds {

    private static final String GROUP = "aws:autoscaling:groupName";
    private static final String CLUSTER = "kubernetes.io/cluster/";

    /**
     * What Karpenter tags its instances with. Not every tag of its name space is: people put {@code
     * karpenter.sh/discovery} on everything of a cluster.
     */
    private static final Set<String> KARPENTER =
            Set.of(
                    "karpenter.sh/nodepool",
                    "karpenter.sh/nodeclaim",
                    "karpenter.sh/managed-by",
                    "karpenter.sh/provisioner-name");

    private final Supplier<RegionalClients> maker;
    private final Fence fence;
    private @Nullable RegionalClients made;

    /**
     * @param clients made when an instance is to end for the first time
     * @param fence is asked once more after all questions, right before an instance ends
     */
    public AwsInstanceEnds(Supplier<RegionalClients> clients, Fence fence) {
        maker = clients;
        this.fence = fence;
    }

    private synchronized RegionalClients clients() {
        RegionalClients known = made;
        if (known == null) {
            known = maker.get();
            made = known;
        }
        return known;
    }

    @Override
    public WriteOutcome<String> end(Machine machine, EndChoice choice, boolean decrement) {
        if (machine.region().isEmpty()) {
            return refused(
                    "neither its provider id nor a label tells the region of " + machine.id());
        }
        Optional<Instance> found;
        Optional<AutoScalingInstanceDetails> member;
        try {
            found = describe(machine);
            if (found.isEmpty() || ending(found.get())) {
                return new WriteOutcome.Gone<>();
            }
            member = byGroup(found.get(), choice) ? member(machine) : Optional.empty();
        } catch (SdkException e) {
            return AwsRefusal.ofLook("looking at " + machine.id(), e);
        }
        Instance instance = found.get();
        Optional<Tag> claimed =
                instance.tags().stream().filter(tag -> KARPENTER.contains(tag.key())).findFirst();
        if (claimed.isPresent()) {
            return refused(
                    "%s is Karpenter's (its tag %s says so), and ends by its NodeClaim alone"
                            .formatted(machine.id(), claimed.get().key()));
        }
        if (!fence.open()) {
            return new WriteOutcome.Withheld<>("this process does not lead now");
        }
        if (byGroup(instance, choice)) {
            return member.map(details -> endMember(machine, details, decrement))
                    .orElseGet(
                            () -> refused("AWS knows of no Auto Scaling group of " + machine.id()));
        }
        return owned(instance)
                ? terminate(machine)
                : refused(
                        "%s has no tag %s<name> with the value owned, so that it may be another's"
                                .formatted(machine.id(), CLUSTER));
    }

    private static boolean byGroup(Instance instance, EndChoice choice) {
        return choice == EndChoice.AUTO_SCALING_GROUP
                || (choice == EndChoice.AUTO && grouped(instance));
    }

    private Optional<Instance> describe(Machine machine) {
        try {
            return clients()
                    .ec2(machine.region())
                    .describeInstances(request -> request.instanceIds(machine.id()))
                    .reservations()
                    .stream()
                    .flatMap(reservation -> reservation.instances().stream())
                    .findFirst();
        } catch (SdkException e) {
            if (AwsRefusal.unknownInstance(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<AutoScalingInstanceDetails> member(Machine machine) {
        return clients()
                .autoScaling(machine.region())
                .describeAutoScalingInstances(request -> request.instanceIds(machine.id()))
                .autoScalingInstances()
                .stream()
                .findFirst();
    }

    private WriteOutcome<String> endMember(
            Machine machine, AutoScalingInstanceDetails member, boolean decrement) {
        if (member.lifecycleState().startsWith("Terminat")) {
            return new WriteOutcome.Gone<>();
        }
        try {
            clients()
                    .autoScaling(machine.region())
                    .terminateInstanceInAutoScalingGroup(request ->
                            request.instanceId(machine.id())
                                    .shouldDecrementDesiredCapacity(decrement));
            return new WriteOutcome.Done<>(
                    "The Auto Scaling group %s was told to end %s%s."
                            .formatted(
                                    member.autoScalingGroupName(),
                                    machine.id(),
                                    decrement
                                            ? " and to do with one instance less"
                                            : " and starts another"));
        } catch (SdkException e) {
            return AwsRefusal.ofWrite("ending " + machine.id() + " by its group", e);
        }
    }

    private WriteOutcome<String> terminate(Machine machine) {
        try {
            clients()
                    .ec2(machine.region())
                    .terminateInstances(request -> request.instanceIds(machine.id()));
            return new WriteOutcome.Done<>("EC2 was told to end %s.".formatted(machine.id()));
        } catch (SdkException e) {
            return AwsRefusal.ofWrite("ending " + machine.id(), e);
        }
    }

    private static boolean ending(Instance instance) {
        InstanceStateName state = instance.state().name();
        return state == InstanceStateName.SHUTTING_DOWN || state == InstanceStateName.TERMINATED;
    }

    private static boolean owned(Instance instance) {
        return instance.tags().stream()
                .anyMatch(tag -> tag.key().startsWith(CLUSTER) && tag.value().equals("owned"));
    }

    private static boolean grouped(Instance instance) {
        return instance.tags().stream().anyMatch(tag -> tag.key().equals(GROUP));
    }

    private static WriteOutcome<String> refused(String why) {
        return new WriteOutcome.Refused<>(0, why);
    }
}
