package dev.plimsoll.aws.prices;

import dev.plimsoll.aws.client.AwsError;
import dev.plimsoll.aws.client.ClientSettings;
import dev.plimsoll.core.capacity.InstanceType;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.GpuDeviceInfo;
import software.amazon.awssdk.services.ec2.model.GpuInfo;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.pricing.PricingClient;
import software.amazon.awssdk.services.pricing.model.Filter;
import software.amazon.awssdk.services.pricing.model.FilterType;

/**
 * Asks AWS what instance types a region has and what they cost. It needs {@code
 * pricing:GetProducts} and {@code ec2:DescribeInstanceTypes}, neither of which changes anything.
 */
public final class PriceList {

    /** The price list is served in few regions, for all of them. */
    private static final String SERVED_IN = "us-east-1";

    private static final String SERVICE = "AmazonEC2";

    /** What an ordinary node is, among all that an instance can be sold as. */
    private static final Map<String, String> ORDINARY =
            Map.of(
                    "operatingSystem", "Linux",
                    "preInstalledSw", "NA",
                    "tenancy", "Shared",
                    "capacitystatus", "Used",
                    "marketoption", "OnDemand");

    private static final Duration CALL = Duration.ofSeconds(30);

    private final ClientSettings settings;

    /** Asks with the credentials that the SDK finds. */
    public PriceList() {
        this(ClientSettings.usualCredentials(), Optional.empty());
    }

    PriceList(AwsCredentialsProvider credentials, Optional<URI> endpoint) {
        settings = new ClientSettings(credentials, endpoint, CALL, CALL, Optional.of(CALL), true);
    }

    /**
     * Asks for all types of a region that have a price, sorted by name.
     *
     * @param region such as {@code eu-west-1}
     * @throws PriceListException if AWS refuses or is not reached, or knows no prices there
     */
    public List<PricedType> of(String region) throws PriceListException {
        checkCredentials();
        Map<String, Offer> offers = new TreeMap<>();
        for (String document : documents(region)) {
            Offer.read(document).ifPresent(offer -> offers.put(offer.instanceType(), offer));
        }
        if (offers.isEmpty()) {
            throw new PriceListException(
                    "AWS has no prices for a region %s; expected one such as eu-west-1."
                            .formatted(region));
        }
        Map<String, InstanceType> types = types(region);
        List<PricedType> priced = new ArrayList<>();
        offers.forEach((name, offer) ->
                priced.add(
                        new PricedType(
                                name,
                                region,
                                offer.usdPerHour(),
                                offer.asOf(),
                                Optional.ofNullable(types.get(name)))));
        return priced;
    }

    /** Tells in short what the SDK would tell by listing every place that it has looked in. */
    private void checkCredentials() throws PriceListException {
        try {
            var _ = settings.credentials().resolveCredentials();
        } catch (SdkException e) {
            throw new PriceListException(
                    "there are no credentials for AWS: expected a web identity, Pod Identity, a"
                            + " profile, the environment or an instance profile.",
                    e);
        }
    }

    private List<String> documents(String region) throws PriceListException {
        List<Filter> filters = new ArrayList<>();
        filters.add(filter("regionCode", region));
        ORDINARY.forEach((field, value) -> filters.add(filter(field, value)));
        try (PricingClient pricing = settings.on(PricingClient.builder(), SERVED_IN).build()) {
            return pricing
                    .getProductsPaginator(
                            products -> products.serviceCode(SERVICE).filters(filters))
                    .priceList()
                    .stream()
                    .toList();
        } catch (SdkException e) {
            throw refused("pricing:GetProducts", e);
        }
    }

    private static Filter filter(String field, String value) {
        return Filter.builder().type(FilterType.TERM_MATCH).field(field).value(value).build();
    }

    private Map<String, InstanceType> types(String region) throws PriceListException {
        Map<String, InstanceType> types = new HashMap<>();
        try (Ec2Client ec2 = settings.on(Ec2Client.builder(), region).build()) {
            ec2.describeInstanceTypesPaginator(every -> {})
                    .instanceTypes()
                    .forEach(info -> types.put(info.instanceTypeAsString(), type(info)));
        } catch (SdkException e) {
            throw refused("ec2:DescribeInstanceTypes", e);
        }
        return types;
    }

    private static InstanceType type(InstanceTypeInfo info) {
        Set<String> architectures = new HashSet<>();
        for (String named : info.processorInfo().supportedArchitecturesAsStrings()) {
            architectures.add(InstanceType.architecture(named));
        }
        return new InstanceType(
                info.instanceTypeAsString(),
                architectures,
                info.vCpuInfo().defaultVCpus(),
                info.memoryInfo().sizeInMiB(),
                info.networkInfo().maximumNetworkInterfaces(),
                info.networkInfo().ipv4AddressesPerInterface(),
                Boolean.TRUE.equals(info.bareMetal()),
                Boolean.TRUE.equals(info.currentGeneration()),
                gpus(info.gpuInfo()));
    }

    private static int gpus(@Nullable GpuInfo info) {
        return info == null
                ? 0
                : info.gpus().stream()
                        .map(GpuDeviceInfo::count)
                        .filter(count -> count != null)
                        .mapToInt(Integer::intValue)
                        .sum();
    }

    private static PriceListException refused(String action, SdkException failure) {
        return new PriceListException(
                "AWS does not answer %s: %s.".formatted(action, AwsError.said(failure)), failure);
    }
}
