package dev.plimsoll.aws.prices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * One product of the price list, of which each is a document of its own.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/reading-service-price-list-file-for-services.html">the
 *     document's fields</a>
 */
record Offer(String instanceType, BigDecimal usdPerHour, String asOf) {

    private static final ObjectMapper TREES = new ObjectMapper();
    private static final int DAY_LENGTH = "2026-11-01".length();

    /**
     * Reads the price of an hour in dollars; empty for a product that has none, such as one that is
     * free because something else is paid for.
     *
     * @throws PriceListException if it is no such document
     */
    static Optional<Offer> read(String document) throws PriceListException {
        JsonNode product;
        try {
            product = TREES.readTree(document);
        } catch (JsonProcessingException e) {
            throw new PriceListException(
                    "The price list of AWS holds a product that is no JSON: "
                            + e.getOriginalMessage()
                            + ".",
                    e);
        }
        String type = product.path("product").path("attributes").path("instanceType").asText();
        for (JsonNode term : product.path("terms").path("OnDemand")) {
            for (JsonNode dimension : term.path("priceDimensions")) {
                String price = dimension.path("pricePerUnit").path("USD").asText();
                if (dimension.path("unit").asText().equals("Hrs") && !type.isEmpty()) {
                    Optional<BigDecimal> usd = positive(price);
                    if (usd.isPresent()) {
                        String since = term.path("effectiveDate").asText();
                        return Optional.of(
                                new Offer(
                                        type,
                                        usd.get(),
                                        since.substring(0, Math.min(DAY_LENGTH, since.length()))));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<BigDecimal> positive(String price) throws PriceListException {
        try {
            BigDecimal usd = price.isEmpty() ? BigDecimal.ZERO : new BigDecimal(price);
            return usd.signum() > 0 ? Optional.of(usd.stripTrailingZeros()) : Optional.empty();
        } catch (NumberFormatException e) {
            throw new PriceListException(
                    "The price list of AWS says \"" + price + "\" where a price was expected.", e);
        }
    }
}
