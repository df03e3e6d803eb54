package dev.plimsoll.capacity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plimsoll.core.capacity.Catalog;
import dev.plimsoll.core.capacity.CatalogException;
import dev.plimsoll.core.capacity.InstanceType;
import dev.plimsoll.core.capacity.InvalidTableException;
import dev.plimsoll.core.capacity.NodeTraits;
import dev.plimsoll.core.capacity.PriceTable;
import dev.plimsoll.core.fleet.Allocatable;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.shell.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Knows instance types and prices: those that ship with the program, and a user's over them. */
public final class PriceBook {

    private static final String TYPES = "ec2-instance-types.csv";
    private static final String PRICES = "ec2-on-demand-prices.csv";

    private final Optional<PriceTable> user;
    private final Map<String, PriceTable> byRegion = new ConcurrentHashMap<>();

    private PriceBook(Optional<PriceTable> user) {
        this.user = user;
    }

    /**
     * Opens the book.
     *
     * @throws CommandFailure with a sentence for every bad line of the user's file
     */
    public static PriceBook open(Optional<Path> userFile) {
        try {
            return new PriceBook(
                    userFile.isEmpty()
                            ? Optional.empty()
                            : Optional.of(
                                    PriceTable.parse(
                                            userFile.get().toString(), lines(userFile.get()))));
        } catch (InvalidTableException e) {
            throw new CommandFailure(String.join(System.lineSeparator(), e.sentences()), e);
        }
    }

    /** Reads a page when it is first asked for: a fleet is in one region, of dozens. */
    private PriceTable prices(String region) {
        return byRegion.computeIfAbsent(
                region,
                name -> {
                    List<String> shipped = resource(PRICES);
                    String header = shipped.getFirst();
                    List<String> page =
                            shipped.stream()
                                    .filter(line ->
                                            line.equals(header) || line.startsWith(name + ","))
                                    .toList();
                    // A region that nobody knows is told with all that are known.
                    PriceTable table = shipped(page.size() > 1 ? page : shipped);
                    return user.map(table::overlaidBy).orElse(table);
                });
    }

    private static PriceTable shipped(List<String> lines) {
        try {
            return PriceTable.parse(PRICES, lines);
        } catch (InvalidTableException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<InstanceType> types() {
        try {
            return InstanceType.parse(TYPES, resource(TYPES));
        } catch (InvalidTableException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> resource(String name) {
        try (InputStream table =
                Objects.requireNonNull(PriceTable.class.getResourceAsStream(name), name)) {
            return new String(table.readAllBytes(), UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new CommandFailure("there is no price file " + file + ".", e);
        } catch (MalformedInputException e) {
            throw new CommandFailure("the price file " + file + " is not UTF-8 text.", e);
        } catch (IOException e) {
            String why = Files.isDirectory(file) ? " is a folder." : " cannot be read.";
            throw new CommandFailure("the price file " + file + why, e);
        }
    }

    /**
     * Opens the page of one region.
     *
     * @param nodes of the fleet: what they offer goes before any formula
     */
    public Catalog catalog(String region, Collection<Node> nodes) throws CatalogException {
        Map<String, Allocatable> live = new HashMap<>();
        for (Node node : nodes) {
            if (!node.allocatable().equals(Allocatable.UNKNOWN)) {
                live.merge(
                        NodeTraits.of(node).instanceType(),
                        node.allocatable(),
                        PriceBook::smallest);
            }
        }
        return new Catalog(region, types(), prices(region), live);
    }

    /** Two nodes of a type may differ by a few bytes; a plan must hold on either. */
    private static Allocatable smallest(Allocatable a, Allocatable b) {
        return new Allocatable(
                Math.min(a.cpuMillis(), b.cpuMillis()),
                Math.min(a.memoryBytes(), b.memoryBytes()),
                Math.min(a.pods(), b.pods()));
    }

    /** The price of a node's type in its own region; spot prices are nobody's to know. */
    public Optional<PriceTable.Price> priceOf(NodeTraits traits) {
        return traits.capacityType().equals("spot")
                ? Optional.empty()
                : prices(traits.region()).price(traits.region(), traits.instanceType());
    }

    /**
     * The one region that all nodes are in.
     *
     * @throws CommandFailure if they are in several, or do not say
     */
    public static String regionOf(Collection<Node> nodes) {
        Set<String> regions = new TreeSet<>();
        nodes.forEach(node -> regions.add(NodeTraits.of(node).region()));
        regions.remove("");
        if (regions.size() == 1) {
            return regions.iterator().next();
        }
        throw new CommandFailure(
                regions.isEmpty()
                        ? "no node says its region; --region must."
                        : "the nodes are in %s; --region must say whose prices hold."
                                .formatted(String.join(", ", regions)));
    }
}
