package dev.plimsoll.aws.instances;

import dev.plimsoll.aws.client.ClientSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * Makes the clients of a region when they are first asked for. They repeat no call by themselves,
 * and wait for none longer than ten seconds. Credentials come from where the SDK finds them: web
 * identity or Pod Identity in a cluster, a profile or the environment elsewhere.
 */
public final class RegionalClients {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration SILENCE = Duration.ofSeconds(8);
    private static final Duration CALL = Duration.ofSeconds(10);

    private final ClientSettings settings;
    private final Map<String, Ec2Client> ec2 = new ConcurrentHashMap<>();
    private final Map<String, AutoScalingClient> autoScaling = new ConcurrentHashMap<>();

    /** Clients that find credentials and endpoints as every program with the SDK does. */
    public RegionalClients() {
        this(ClientSettings.usualCredentials(), Optional.empty(), CALL);
    }

    /**
     * @param endpoint of every service; empty for AWS' own
     * @param call how long a call may take
     */
    RegionalClients(AwsCredentialsProvider credentials, Optional<URI> endpoint, Duration call) {
        settings =
                new ClientSettings(
                        credentials, endpoint, CONNECT, SILENCE, Optional.of(call), false);
    }

    Ec2Client ec2(String region) {
        return ec2.computeIfAbsent(region, name -> settings.on(Ec2Client.builder(), name).build());
    }

    AutoScalingClient autoScaling(String region) {
        return autoScaling.computeIfAbsent(
                region, name -> settings.on(AutoScalingClient.builder(), name).build());
    }
}
