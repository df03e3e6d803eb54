package dev.plimsoll.aws.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OfferTest {

    /** In the form that AWS documents for the products of the price list. */
    static String document(String type, String unit, String usd) {
        return """
        {"product": {"productFamily": "Compute Instance", "sku": "A1",
            "attributes": {"instanceType": "%s", "regionCode": "eu-west-1", "operatingSystem": "Linux"}},
         "serviceCode": "AmazonEC2",
         "terms": {
            "OnDemand": {"A1.T1": {"effectiveDate": "2026-11-01T00:00:00Z", "offerTermCode": "T1",
                "priceDimensions": {"A1.T1.D1": {"unit": "%s", "beginRange": "0", "endRange": "Inf",
                    "pricePerUnit": {"USD": "%s"}}}}},
            "Reserved": {"A1.T2": {"priceDimensions": {"A1.T2.D1": {"unit": "Hrs", "pricePerUnit": {"USD": "0.01"}}}}}},
         "version": "20261101000000", "publicationDate": "2026-11-01T00:00:00Z"}
        """
                .formatted(type, unit, usd);
    }

    @Test
    void the_price_on_demand_is_read_and_no_other() throws PriceListException {
        // Given
        String document = document("m5.xlarge", "Hrs", "0.2140000000");

        // When
        Optional<Offer> offer = Offer.read(document);

        // Then
        assertThat(offer).contains(new Offer("m5.xlarge", new BigDecimal("0.214"), "2026-11-01"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m5.xlarge,Hrs,0.0000000000",
                "m5.xlarge,Quantity,0.2140000000",
                "m5.xlarge,Hrs,",
                ",Hrs,0.2140000000"
            })
    void what_is_not_a_price_of_an_hour_of_a_type_is_none(String parts) throws PriceListException {
        // Given
        String[] values = parts.split(",", -1);

        // When
        Optional<Offer> offer = Offer.read(document(values[0], values[1], values[2]));

        // Then
        assertThat(offer).isEmpty();
    }

    @Test
    void a_price_that_is_no_number_is_named() {
        // When
        String document = document("m5.xlarge", "Hrs", "dear");

        // Then
        assertThatThrownBy(() -> Offer.read(document))
                .isInstanceOf(PriceListException.class)
                .hasMessage("The price list of AWS says \"dear\" where a price was expected.");
    }

    @Test
    void a_product_that_is_cut_off_is_named() {
        // When
        String document = document("m5.xlarge", "Hrs", "1").substring(0, 90);

        // Then
        assertThatThrownBy(() -> Offer.read(document))
                .isInstanceOf(PriceListException.class)
                .hasMessageStartingWith("The price list of AWS holds a product that is no JSON: ");
    }
}
