package dev.plimsoll.aws.identity;

import dev.plimsoll.aws.client.AwsError;
import dev.plimsoll.aws.client.ClientSettings;
import dev.plimsoll.aws.identity.Identity.Right;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Asks AWS who this process is, by the credentials that its jobs would use, and tries what the jobs
 * do, as far as that changes nothing: EC2's dry run answers for the end of an instance.
 */
public final class CallerIdentity {

    private static final Duration CALL = Duration.ofSeconds(10);

    /** Longer than any call: the call's own end is what counts. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** EC2's answer to a dry run of what is allowed. */
    private static final String WOULD = "DryRunOperation";

    /** How a provider of credentials calls itself, and what people call it. */
    private static final Map<String, String> SOURCES =
            Map.of(
                    "WebIdentity", "web identity (IRSA)",
                    "Container", "container (Pod Identity or ECS)",
                    "InstanceProfile", "instance profile",
                    "Environment", "environment",
                    "SystemProperty", "system properties",
                    "Sso", "profile (IAM Identity Center)",
                    "Profile", "profile");

    private final AwsCredentialsProvider credentials;
    private final ClientSettings settings;

    /** Asks as the jobs do. */
    public CallerIdentity() {
        this(ClientSettings.usualCredentials(), Optional.empty());
    }

    CallerIdentity(AwsCredentialsProvider credentials, Optional<URI> endpoint) {
        this.credentials = credentials;
        settings =
                new ClientSettings(credentials, endpoint, CALL, SILENCE, Optional.of(CALL), true);
    }

    /**
     * Asks.
     *
     * @param region empty for the one of the environment or profile
     * @param instance whose end is tried dry; empty to try none
     * @throws IdentityException where there is no region, no credentials, or no answer
     */
    public Identity ask(Optional<String> region, Optional<String> instance)
            throws IdentityException {
        String where = region.isPresent() ? region.get() : usualRegion();
        AwsCredentials found;
        try {
            found = (AwsCredentials) credentials.resolveCredentials();
        } catch (SdkException e) {
            throw new IdentityException(
                    "There are no credentials for AWS: expected a web identity, Pod Identity, a"
                            + " profile, the environment or an instance profile.",
                    e);
        }
        try (StsClient sts = settings.on(StsClient.builder(), where).build()) {
            GetCallerIdentityResponse self = sts.getCallerIdentity();
            return new Identity(
                    source(found.providerName().orElse("")),
                    self.account(),
                    self.arn(),
                    where,
                    rights(where, instance));
        } catch (SdkException e) {
            throw new IdentityException(
                    "AWS does not say who this is: " + AwsError.said(e) + ".", e);
        }
    }

    private static String usualRegion() throws IdentityException {
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion().id();
        } catch (SdkException e) {
            throw new IdentityException(
                    "There is no region: expected one by --region, in AWS_REGION, in the profile or"
                            + " from the instance.",
                    e);
        }
    }

    private List<Right> rights(String region, Optional<String> instance) {
        List<Right> rights = new ArrayList<>();
        try (Ec2Client ec2 = settings.on(Ec2Client.builder(), region).build();
                AutoScalingClient groups =
                        settings.on(AutoScalingClient.builder(), region).build();
                SsmClient parameters = settings.on(SsmClient.builder(), region).build()) {
            rights.add(
                    tried(
                            "ec2:DescribeInstances",
                            () -> ec2.describeInstances(each -> each.maxResults(5))));
            rights.add(
                    tried(
                            "autoscaling:DescribeAutoScalingInstances",
                            () -> groups.describeAutoScalingInstances(each -> each.maxRecords(1))));
            rights.add(
                    tried(
                            "ssm:DescribeParameters",
                            () -> parameters.describeParameters(each -> each.maxResults(1))));
            instance.ifPresent(id ->
                    rights.add(
                            tried(
                                    "ec2:TerminateInstances",
                                    () ->
                                            ec2.terminateInstances(
                                                    each -> each.dryRun(true).instanceIds(id)))));
        }
        return rights;
    }

    private static Right tried(String action, Runnable call) {
        try {
            call.run();
            return new Right(action, true, "yes");
        } catch (SdkException e) {
            boolean would = code(e).equals(WOULD);
            return new Right(action, would, would ? "yes" : AwsError.said(e));
        }
    }

    private static String source(String provider) {
        return SOURCES.entrySet().stream()
                .filter(one -> provider.startsWith(one.getKey()) || provider.contains(one.getKey()))
                .max((one, other) -> one.getKey().length() - other.getKey().length())
                .map(Map.Entry::getValue)
                .orElse(provider.isEmpty() ? "unknown" : provider.toLowerCase(Locale.ROOT));
    }

    private static String code(SdkException failure) {
        return failure instanceof AwsServiceException service ? AwsError.of(service).code() : "";
    }
}
