package dev.plimsoll.aws.queue;

import dev.plimsoll.aws.client.ClientSettings;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Makes clients that never repeat a call by themselves, with credentials from where the SDK finds
 * them.
 */
final class AwsClients {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Longer than any call's own deadline, which is what counts. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private static final ClientSettings SETTINGS =
            new ClientSettings(
                    ClientSettings.usualCredentials(),
                    Optional.empty(),
                    CONNECT,
                    SILENCE,
                    Optional.empty(),
                    false);

    private AwsClients() {}

    /** What compares checksums logs the bodies of messages; TLS keeps them whole as well. */
    static SqsClient sqs(String region) {
        return SETTINGS.on(SqsClient.builder().checksumValidationEnabled(false), region).build();
    }

    static SsmClient ssm(String region) {
        return SETTINGS.on(SsmClient.builder(), region).build();
    }
}
