package dev.plimsoll.labels;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Three policies with labels of their own, which a person edits, deletes and makes anew. */
final class ChurnPolicies {

    private static final List<String> NAMES = List.of("first", "second", "third");
    private static final List<String> STRATEGIES = List.of("oldest", "newest", "random");
    private static final List<String> KEYS = List.of("agent", "tier", "probe");

    private final Policies policies;
    private final CapWatch watch;
    private final Random random;
    private final Map<String, ChurnWish> wishes = new HashMap<>();
    private final Map<String, Long> generations = new HashMap<>();
    private final Set<String> going = new HashSet<>();

    ChurnPolicies(Policies policies, CapWatch watch, Random random) {
        this.policies = policies;
        this.watch = watch;
        this.random = random;
    }

    /** Makes those that are not there. */
    void create() {
        for (String name : NAMES) {
            if (!wishes.containsKey(name)) {
                create(name);
            }
        }
    }

    private void create(String name) {
        String strategy = STRATEGIES.get(NAMES.indexOf(name));
        String count = name.equals("third") ? "\"20%\"" : "5";
        SortedMap<String, String> labels = new TreeMap<>(Map.of(name + "/agent", "on"));
        ChurnWish wish = new ChurnWish(name, strategy, count, labels, "", false, "0s");
        watch.announce(wish, 1);
        policies.apply(name, wish.spec().toString());
        wishes.put(name, wish);
        generations.put(name, 1L);
    }

    /** Edits one; one that is gone is made anew. */
    String edit(int number) {
        String name = anyName();
        ChurnWish before = wishes.get(name);
        if (going.contains(name)) {
            return "nothing, since " + name + " is being deleted";
        }
        if (before == null) {
            create(name);
            return "create policy " + name;
        }
        ChurnWish after = edited(before, number);
        if (after.equals(before)) {
            return "nothing, since " + name + " is so already";
        }
        long generation = generations.merge(name, 1L, Long::sum);
        watch.announce(after, generation);
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        patch.addObject().put("op", "replace").put("path", "/spec").set("value", after.spec());
        policies.all().withName(name).patch(PatchContext.of(PatchType.JSON), patch.toString());
        wishes.put(name, after);
        return "edit " + name + " to " + after.spec();
    }

    private ChurnWish edited(ChurnWish wish, int number) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> wish.withCount(Integer.toString(1 + random.nextInt(9)));
            case 2 -> wish.withCount("\"" + (5 + random.nextInt(30)) + "%\"");
            case 3 -> wish.withLabels(labels(wish.policy(), number));
            case 4 -> wish.withPool(random.nextBoolean() ? "" : "ap-northeast-2" + zone());
            case 5 -> wish.withStrategy(STRATEGIES.get(random.nextInt(STRATEGIES.size())));
            case 6 -> wish.withSpread(!wish.spread());
            default -> wish.withDwell(random.nextInt(3) + "s");
        };
    }

    private char zone() {
        return "abc".charAt(random.nextInt(3));
    }

    private SortedMap<String, String> labels(String policy, int number) {
        SortedMap<String, String> labels = new TreeMap<>();
        for (String key : KEYS) {
            if (random.nextBoolean()) {
                labels.put(policy + "/" + key, "v" + number);
            }
        }
        if (labels.isEmpty()) {
            labels.put(policy + "/agent", "v" + number);
        }
        return labels;
    }

    String drop() {
        String name = anyName();
        if (wishes.remove(name) == null) {
            return "nothing, since " + name + " is gone already";
        }
        going.add(name);
        policies.delete(name);
        return "delete policy " + name;
    }

    /** In a calm, those that were deleted are gone. */
    void calm() {
        going.clear();
    }

    /** The names of those that are to be there. */
    Set<String> wanted() {
        return new TreeSet<>(wishes.keySet());
    }

    String anyName() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    String anyKey(String policy) {
        return policy + "/" + KEYS.get(random.nextInt(KEYS.size()));
    }

    /** Every key that one of them may set. */
    static Set<String> keys() {
        List<String> keys = new ArrayList<>();
        NAMES.forEach(name -> KEYS.forEach(key -> keys.add(name + "/" + key)));
        return Set.copyOf(keys);
    }
}
