package dev.plimsoll.aws.queue;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Makes clients that never repeat a call by themselves. Credentials come from where the SDK finds
 * them: web identity in a cluster, a profile or the environment elsewhere.
 */
final class AwsClients {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Longer than any call's own deadline, which is what counts. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private AwsClients() {}

    /** What compares checksums logs the bodies of messages; TLS keeps them whole as well. */
    static SqsClient sqs(String region) {
        return common(SqsClient.builder().checksumValidationEnabled(false), region).build();
    }

    static SsmClient ssm(String region) {
        return common(SsmClient.builder(), region).build();
    }

    private static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B common(
            B builder, String region) {
        return builder.region(Region.of(region))
                .credentialsProvider(DefaultCredentialsProvider.builder().build())
                .overrideConfiguration(each -> each.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .httpClientBuilder(
                        UrlConnectionHttpClient.builder()
                                .connectionTimeout(CONNECT)
                                .socketTimeout(SILENCE));
    }
}
