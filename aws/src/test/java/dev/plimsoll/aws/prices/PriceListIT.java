package dev.plimsoll.aws.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.plimsoll.core.fleet.Allocatable;
import dev.plimsoll.testbed.Moto;
import dev.plimsoll.testbed.RealMoto;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The types are moto's, which has EC2's own; for prices there is no server but AWS' own. */
@RealMoto
class PriceListIT {

    private final Moto moto;

    PriceListIT(Moto moto) {
        this.moto = moto;
    }

    private static PriceList at(URI endpoint) {
        return new PriceList(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")),
                Optional.of(endpoint));
    }

    @Test
    void every_page_is_read_and_each_type_is_what_ec2_says() throws Exception {
        // Given
        List<String> products =
                List.of(
                        OfferTest.document("r5.xlarge", "Hrs", "0.2820000000"),
                        OfferTest.document("m5.xlarge", "Hrs", "0.2140000000"),
                        OfferTest.document("m5.xlarge", "Hrs", "0.0000000000"),
                        OfferTest.document("x9.unheard", "Hrs", "9.0000000000"));
        try (PriceListServer server =
                new PriceListServer(moto.endpoint(), Map.of(Moto.REGION, products))) {

            // When
            List<PricedType> types = at(server.endpoint()).of(Moto.REGION);

            // Then
            assertThat(types)
                    .extracting(PricedType::name, PricedType::usdPerHour)
                    .containsExactly(
                            tuple("m5.xlarge", new BigDecimal("0.214")),
                            tuple("r5.xlarge", new BigDecimal("0.282")),
                            tuple("x9.unheard", new BigDecimal("9")));
            assertThat(types.getFirst().type().orElseThrow().allocatable())
                    .isEqualTo(new Allocatable(3920, 14162L << 20, 58));
            assertThat(types.getFirst().type().orElseThrow().architectures()).contains("amd64");
            assertThat(types.getLast().type()).isEmpty();
            assertThat(server.asked).hasSize(products.size());
            assertThat(server.asked.getFirst().path("Filters").findValuesAsText("Value"))
                    .containsExactlyInAnyOrder(
                            Moto.REGION, "Linux", "NA", "Shared", "Used", "OnDemand");
        }
    }

    @Test
    void a_region_without_prices_is_named() throws IOException {
        // Given
        try (PriceListServer server = new PriceListServer(moto.endpoint(), Map.of())) {

            // When
            PriceList prices = at(server.endpoint());

            // Then
            assertThatThrownBy(() -> prices.of("eu-nowhere-1"))
                    .isInstanceOf(PriceListException.class)
                    .hasMessage(
                            "AWS has no prices for a region eu-nowhere-1; expected one such as"
                                    + " eu-west-1.");
        }
    }

    @Test
    void missing_credentials_are_told_in_a_short_sentence() {
        // When
        PriceList prices =
                new PriceList(
                        () -> {
                            throw SdkClientException.create("Unable to load credentials from any");
                        },
                        Optional.of(moto.endpoint()));

        // Then
        assertThatThrownBy(() -> prices.of(Moto.REGION))
                .isInstanceOf(PriceListException.class)
                .hasMessage(
                        "there are no credentials for AWS: expected a web identity, Pod Identity, a"
                                + " profile, the environment or an instance profile.");
    }

    @Test
    void a_refusal_names_the_right_that_is_missing() {
        // When
        PriceList prices = at(moto.endpoint().resolve("/nothing-here"));

        // Then
        assertThatThrownBy(() -> prices.of(Moto.REGION))
                .isInstanceOf(PriceListException.class)
                .hasMessageStartingWith("AWS does not answer pricing:GetProducts: ");
    }
}
