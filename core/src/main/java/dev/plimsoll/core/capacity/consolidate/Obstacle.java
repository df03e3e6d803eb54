package dev.plimsoll.core.capacity.consolidate;

import dev.plimsoll.core.fleet.Node;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Tells what keeps a pod from a node. */
enum Obstacle {
    NONE(""),
    CLOSED("takes no pods"),
    SELECTOR("its node selector or affinity does not allow"),
    TAINT("has a taint that it does not tolerate"),
    VOLUME("cannot reach its volume"),
    REQUESTS("has too little left for its requests"),
    LIMITS("has too little left for its limits"),
    PORTS("has its host port taken"),
    NEIGHBOURS("anti-affinity keeps it from");

    private final String text;

    Obstacle(String text) {
        this.text = text;
    }

    /** Tells apart why a class of pods cannot use a node. */
    static Obstacle of(Layout layout, PodClass kind, int node) {
        Node asked = layout.machines().get(node).node();
        if (!kind.scheduling().nodes().matches(asked)) {
            return SELECTOR;
        }
        return asked.taints().stream().allMatch(kind.scheduling()::tolerates) ? VOLUME : TAINT;
    }

    /** A clause about so many nodes. */
    String clause(int nodes) {
        return switch (this) {
            case SELECTOR, NEIGHBOURS -> text + " " + nodes;
            case CLOSED -> nodes + (nodes == 1 ? " takes no pods" : " take no pods");
            case REQUESTS, LIMITS, PORTS, TAINT ->
                    nodes + " " + (nodes == 1 ? text : text.replaceFirst("has", "have"));
            case VOLUME, NONE -> nodes + " " + text;
        };
    }

    /** One clause for each obstacle that was met, with its number of nodes. */
    static String clauses(SortedMap<Obstacle, Integer> met) {
        return met.isEmpty()
                ? "there is none"
                : met.entrySet().stream()
                        .map(one -> one.getKey().clause(one.getValue()))
                        .collect(Collectors.joining(", "));
    }
}
