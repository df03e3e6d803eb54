package dev.plimsoll.aws.client;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * Says how clients of AWS are made.
 *
 * @param endpoint of every service; empty for AWS' own
 * @param connect how long a connection may take
 * @param silence for how long nothing may come
 * @param call how long a whole call may take, its repetitions included; empty for no bound here
 * @param repeats whether the SDK repeats calls by itself
 */
public record ClientSettings(
        AwsCredentialsProvider credentials,
        Optional<URI> endpoint,
        Duration connect,
        Duration silence,
        Optional<Duration> call,
        boolean repeats) {

    /**
     * Where the SDK finds credentials by itself: web identity or Pod Identity in a cluster, a
     * profile or the environment elsewhere.
     */
    public static AwsCredentialsProvider usualCredentials() {
        return DefaultCredentialsProvider.builder().build();
    }

    /** Sets up the builder of a client of some service. */
    public <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B on(
            B builder, String region) {
        endpoint.ifPresent(builder::endpointOverride);
        return builder.region(Region.of(region))
                .credentialsProvider(credentials)
                .overrideConfiguration(this::override)
                .httpClientBuilder(
                        UrlConnectionHttpClient.builder()
                                .connectionTimeout(connect)
                                .socketTimeout(silence));
    }

    private void override(ClientOverrideConfiguration.Builder override) {
        if (!repeats) {
            override.retryStrategy(AwsRetryStrategy.doNotRetry());
        }
        call.ifPresent(override::apiCallTimeout);
    }
}
