package dev.plimsoll.labels;

import dev.plimsoll.testbed.FleetFiller;
import dev.plimsoll.testbed.NodeHand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Does to a fleet what happens to one: a random step at a time. The same seed makes the same steps;
 * which node a person's hand touches depends on who carries labels just then.
 */
final class ChurnSteps {

    private static final int FEWEST_NODES = 25;
    private static final int MOST_NODES = 60;

    private final Random random;
    private final FleetFiller filler;
    private final NodeHand hand;
    private final ChurnPolicies policies;
    private final Originals originals;
    private final CapWatch watch;
    private final ChurnFaults faults;
    private final MortalOperator operator;
    private final List<String> nodes = new ArrayList<>();
    private int number;

    ChurnSteps(
            Random random,
            FleetFiller filler,
            NodeHand hand,
            ChurnPolicies policies,
            Originals originals,
            CapWatch watch,
            ChurnFaults faults,
            MortalOperator operator) {
        this.random = random;
        this.filler = filler;
        this.hand = hand;
        this.policies = policies;
        this.originals = originals;
        this.watch = watch;
        this.faults = faults;
        this.operator = operator;
    }

    private enum Kind {
        CREATE(12),
        DELETE(9),
        BLIP(7),
        LONG_NOT_READY(6),
        READY(8),
        CORDON(6),
        UNCORDON(6),
        KARPENTER(5),
        UNTAINT(4),
        EDIT_POLICY(14),
        DROP_POLICY(2),
        EDIT_LABEL(9),
        REMOVE_MARKER(4),
        FAULT(16),
        KILL(3);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }

        static Kind draw(Random random) {
            int at = random.nextInt(Arrays.stream(values()).mapToInt(each -> each.weight).sum());
            for (Kind kind : values()) {
                at -= kind.weight;
                if (at < 0) {
                    return kind;
                }
            }
            throw new IllegalStateException();
        }
    }

    void create(int count) {
        nodes.addAll(filler.addNodes(count));
    }

    /** Does something and says what. */
    String next() {
        number++;
        return number + " " + step(Kind.draw(random));
    }

    private String step(Kind kind) {
        Instant now = Instant.now();
        return switch (kind) {
            case CREATE -> {
                int count = 1 + random.nextInt(5);
                if (nodes.size() + count > MOST_NODES) {
                    yield step(Kind.DELETE);
                }
                create(count);
                yield "create " + count;
            }
            case DELETE -> {
                if (nodes.size() <= FEWEST_NODES) {
                    yield step(Kind.CREATE);
                }
                String node = nodes.remove(random.nextInt(nodes.size()));
                hand.delete(node);
                yield "delete " + node;
            }
            case BLIP -> {
                String node = any();
                hand.ready(node, "False", now);
                yield "NotReady for now " + node;
            }
            case LONG_NOT_READY -> {
                String node = any();
                hand.ready(node, "Unknown", now.minus(Duration.ofMinutes(20)));
                yield "NotReady for long " + node;
            }
            case READY -> {
                String node = any();
                hand.ready(node, "True", now);
                yield "Ready " + node;
            }
            case CORDON, UNCORDON -> {
                String node = any();
                hand.cordon(node, kind == Kind.CORDON);
                yield kind + " " + node;
            }
            case KARPENTER -> {
                String node = any();
                hand.taint(node, "karpenter.sh/disrupted", "NoSchedule");
                yield "taint " + node;
            }
            case UNTAINT -> {
                String node = any();
                hand.untaint(node);
                yield "untaint " + node;
            }
            case EDIT_POLICY -> policies.edit(number);
            case DROP_POLICY -> policies.drop();
            case EDIT_LABEL -> {
                String policy = policies.anyName();
                String node = random.nextBoolean() ? any() : carrier(policy);
                String key = policies.anyKey(policy);
                String value = random.nextInt(4) == 0 ? "" : "by-hand-" + number;
                originals.edited(node, key, value);
                hand.label(node, key, value);
                yield "hand sets %s=%s on %s".formatted(key, value, node);
            }
            case REMOVE_MARKER -> {
                String policy = policies.anyName();
                String node = carrier(policy);
                hand.label(node, "nlp." + policy + "/managed-by", "");
                yield "hand removes the marker of %s from %s".formatted(policy, node);
            }
            case FAULT -> faults.strike(operator.hurries());
            case KILL -> {
                operator.kill();
                boolean process = operator.deaths() % 5 == 1;
                if (process) {
                    operator.startProcess();
                } else {
                    operator.start();
                }
                yield "kill, then a start " + (process ? "as a process" : "in this JVM");
            }
        };
    }

    private String any() {
        return nodes.get(random.nextInt(nodes.size()));
    }

    /** A node that carries the policy's labels; any node where none does. */
    private String carrier(String policy) {
        int draw = random.nextInt(1 << 20);
        List<String> carriers =
                watch.carriers(policy).stream().filter(nodes::contains).sorted().toList();
        List<String> from = carriers.isEmpty() ? nodes : carriers;
        return from.get(draw % from.size());
    }
}
