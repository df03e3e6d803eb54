package dev.plimsoll.core.drain;

import dev.plimsoll.core.fleet.Node;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names an EC2 instance.
 *
 * @param id such as {@code i-0123456789abcdef0}
 * @param region such as {@code eu-west-1}; empty where the node does not tell
 */
public record Machine(String id, String region) {

    /** As {@code aws:///zone/i-…}, {@code aws:////i-…} or {@code i-…}. */
    private static final Pattern PROVIDER_ID = Pattern.compile("(?:aws:///([^/]*)/)?(i-[0-9a-f]+)");

    /** Of zones ({@code eu-west-1a}), Local Zones ({@code us-west-2-lax-1a}) and the like. */
    private static final Pattern REGION = Pattern.compile("^[a-z]{2}(?:-[a-z]+)+-[0-9]+");

    /** Finds the instance under a node; empty where its provider id names none. */
    public static Optional<Machine> of(Node node) {
        Matcher matcher = PROVIDER_ID.matcher(node.providerId());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String region =
                Stream.of(
                                Optional.ofNullable(matcher.group(1)),
                                label(node, "topology.kubernetes.io/region"),
                                label(node, "topology.kubernetes.io/zone"))
                        .flatMap(Optional::stream)
                        .flatMap(zone -> region(zone).stream())
                        .findFirst()
                        .orElse("");
        return Optional.of(new Machine(matcher.group(2), region));
    }

    private static Optional<String> label(Node node, String key) {
        return Optional.ofNullable(node.labels().get(key));
    }

    private static Optional<String> region(String zone) {
        Matcher matcher = REGION.matcher(zone);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }
}
