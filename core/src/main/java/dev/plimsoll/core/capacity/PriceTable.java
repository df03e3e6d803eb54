package dev.plimsoll.core.capacity;

import dev.plimsoll.core.fleet.Allocatable;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Knows what an hour of an instance type costs. A price without a region holds in all of them,
 * unless one for that region is there too.
 */
public final class PriceTable {

    private static final String EVERYWHERE = "";
    private static final List<String> REQUIRED = List.of("instance_type", "usd_per_hour");
    private static final List<String> OPTIONAL =
            List.of(
                    "region",
                    "as_of",
                    "architecture",
                    "allocatable_cpu_millis",
                    "allocatable_memory_bytes",
                    "max_pods");

    private final Map<String, Map<String, Price>> byRegion;

    private PriceTable(Map<String, Map<String, Price>> byRegion) {
        this.byRegion = byRegion;
    }

    /**
     * States a price, and for a type that no other table knows what a node of it offers.
     *
     * @param asOf the day or year of the price; empty where the table does not say
     * @param architecture as nodes are labelled; empty where the table does not say
     * @param allocatable what a node offers; empty where the table does not say
     */
    public record Price(
            BigDecimal usdPerHour,
            String asOf,
            String architecture,
            Optional<Allocatable> allocatable) {}

    /**
     * Reads a table with the columns {@code instance_type} and {@code usd_per_hour}, and where it
     * has them {@code region}, {@code as_of}, {@code architecture}, {@code allocatable_cpu_millis},
     * {@code allocatable_memory_bytes} and {@code max_pods}.
     *
     * @param source what sentences call the table, such as the file's name
     * @throws InvalidTableException with a sentence for every bad line, or if there is no price or
     *     an unknown column
     */
    public static PriceTable parse(String source, List<String> lines) throws InvalidTableException {
        Map<String, Map<String, Price>> byRegion = new HashMap<>();
        CsvTable.parse(source, lines, REQUIRED, OPTIONAL).each(row -> add(row, byRegion));
        if (byRegion.isEmpty()) {
            throw new InvalidTableException(
                    List.of("%s has a header but no price below it.".formatted(source)));
        }
        return new PriceTable(byRegion);
    }

    private static void add(CsvTable.Row row, Map<String, Map<String, Price>> byRegion) {
        String region = row.text("region");
        String type = row.name("instance_type");
        Price price = price(row);
        if (byRegion.computeIfAbsent(region, name -> new LinkedHashMap<>()).put(type, price)
                != null) {
            throw new IllegalArgumentException(
                    type
                            + (region.isEmpty() ? "" : " in " + region)
                            + " has a price in an earlier line");
        }
    }

    private static Price price(CsvTable.Row row) {
        return new Price(
                row.money("usd_per_hour"),
                row.text("as_of"),
                InstanceType.architecture(row.text("architecture")),
                allocatable(row));
    }

    private static Optional<Allocatable> allocatable(CsvTable.Row row) {
        boolean told =
                row.has("allocatable_cpu_millis")
                        || row.has("allocatable_memory_bytes")
                        || row.has("max_pods");
        return told
                ? Optional.of(
                        new Allocatable(
                                row.some("allocatable_cpu_millis"),
                                row.some("allocatable_memory_bytes"),
                                (int) Math.min(Integer.MAX_VALUE, row.some("max_pods"))))
                : Optional.empty();
    }

    /** Answers the price of a type in a region. */
    public Optional<Price> price(String region, String instanceType) {
        Price here = in(region).get(instanceType);
        return Optional.ofNullable(here != null ? here : in(EVERYWHERE).get(instanceType));
    }

    /** The types that have a price in a region, sorted. */
    public Set<String> types(String region) {
        Set<String> names = new TreeSet<>(in(region).keySet());
        names.addAll(in(EVERYWHERE).keySet());
        return names;
    }

    /** The regions that the table names, sorted. */
    public Set<String> regions() {
        Set<String> names = new TreeSet<>(byRegion.keySet());
        names.remove(EVERYWHERE);
        return names;
    }

    /** Lays a user's prices over these: where both have one, the user's counts. */
    public PriceTable overlaidBy(PriceTable user) {
        Map<String, Map<String, Price>> merged = new HashMap<>();
        byRegion.forEach((region, prices) -> merged.put(region, new LinkedHashMap<>(prices)));
        user.in(EVERYWHERE).keySet().forEach(type -> merged.values().forEach(p -> p.remove(type)));
        user.byRegion.forEach((region, prices) ->
                merged.computeIfAbsent(region, absent -> new LinkedHashMap<>()).putAll(prices));
        return new PriceTable(merged);
    }

    private Map<String, Price> in(String region) {
        return byRegion.getOrDefault(region, Map.of());
    }
}
