package dev.plimsoll.core.capacity;

import dev.plimsoll.core.fleet.Allocatable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Knows what nodes there are to be had in one region, and for what. */
public final class Catalog {

    private final String region;
    private final Map<String, InstanceType> types = new HashMap<>();
    private final PriceTable prices;
    private final Map<String, Allocatable> live;

    /**
     * @param live what nodes of a type really offer, where the fleet has some; it goes before any
     *     formula
     * @throws CatalogException if no price holds in the region
     */
    public Catalog(
            String region,
            Collection<InstanceType> types,
            PriceTable prices,
            Map<String, Allocatable> live)
            throws CatalogException {
        this.region = region;
        this.prices = prices;
        this.live = Map.copyOf(live);
        types.forEach(type -> this.types.put(type.name(), type));
        if (prices.types(region).isEmpty()) {
            throw new CatalogException(
                    "there are no prices for the region \"%s\"; there are for %s."
                            .formatted(region, String.join(", ", prices.regions())));
        }
    }

    /**
     * Answers the price of a type.
     *
     * @throws CatalogException if it has none in the region
     */
    public PriceTable.Price price(String instanceType) throws CatalogException {
        return prices.price(region, instanceType)
                .orElseThrow(() ->
                        new CatalogException(
                                ("there is no price for the instance type \"%s\" in %s; a"
                                                + " file with --prices can give it.")
                                        .formatted(instanceType, region)));
    }

    /** Answers the price of a type, empty where there is none. */
    public Optional<PriceTable.Price> knownPrice(String instanceType) {
        return prices.price(region, instanceType);
    }

    /**
     * Lists the offers that match.
     *
     * @param patterns names of types, where {@code *} stands for anything; none for all that are
     *     sensible for ordinary pods
     * @param architectures of which a type must have one; none for any
     * @throws CatalogException for a pattern that no priced type matches
     */
    public List<Offer> offers(List<String> patterns, Set<String> architectures)
            throws CatalogException {
        Map<String, Offer> offers = new LinkedHashMap<>();
        for (String pattern : patterns.isEmpty() ? List.of("*") : patterns) {
            List<Offer> matching = matching(pattern, architectures, patterns.isEmpty());
            if (matching.isEmpty() && patterns.contains(pattern) && roomless(pattern)) {
                throw new CatalogException(
                        ("what a node of the instance type \"%s\" offers is not known; a file with"
                                        + " --prices can say it in allocatable_cpu_millis,"
                                        + " allocatable_memory_bytes and max_pods.")
                                .formatted(pattern));
            }
            if (matching.isEmpty()) {
                throw new CatalogException(
                        "no instance type with a price in %s matches \"%s\"%s."
                                .formatted(
                                        region,
                                        pattern,
                                        architectures.isEmpty()
                                                ? ""
                                                : " and runs "
                                                        + String.join(" or ", architectures)));
            }
            matching.forEach(offer -> offers.put(offer.instanceType(), offer));
        }
        return List.copyOf(offers.values());
    }

    private List<Offer> matching(String pattern, Set<String> architectures, boolean generalOnly) {
        Pattern name = Pattern.compile("\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E");
        List<Offer> found = new ArrayList<>();
        for (String type : prices.types(region)) {
            PriceTable.Price price = prices.price(region, type).orElseThrow();
            InstanceType known = types.get(type);
            if (name.matcher(type).matches()
                    && runs(known, price, architectures)
                    && !(generalOnly && known != null && !known.general())) {
                allocatable(type, known, price)
                        .ifPresent(room -> found.add(new Offer(type, room, price.usdPerHour())));
            }
        }
        return found;
    }

    /** Whether just this type has a price, but nothing else is known of it. */
    private boolean roomless(String type) {
        return prices.price(region, type)
                .filter(price -> allocatable(type, types.get(type), price).isEmpty())
                .isPresent();
    }

    private static boolean runs(
            @Nullable InstanceType known, PriceTable.Price price, Set<String> architectures) {
        if (architectures.isEmpty()) {
            return true;
        }
        if (!price.architecture().isEmpty() || known == null) {
            return price.architecture().isEmpty() || architectures.contains(price.architecture());
        }
        return architectures.stream().anyMatch(known::runsOn);
    }

    private Optional<Allocatable> allocatable(
            String type, @Nullable InstanceType known, PriceTable.Price price) {
        if (price.allocatable().isPresent()) {
            return price.allocatable();
        }
        return Optional.ofNullable(live.get(type))
                .or(() -> Optional.ofNullable(known).map(InstanceType::allocatable));
    }
}
