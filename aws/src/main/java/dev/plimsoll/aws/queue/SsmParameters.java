package dev.plimsoll.aws.queue;

import dev.plimsoll.core.port.ParameterCatalogue;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.DescribeParametersResponse;

/** Lists parameters by {@code DescribeParameters}, which tells no values. */
public final class SsmParameters implements ParameterCatalogue, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SsmParameters.class);
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final int PAGE = 50;

    private final DeadlineCalls<SsmClient> calls;

    public SsmParameters(String region) {
        calls = new DeadlineCalls<>(() -> AwsClients.ssm(region));
    }

    @Override
    public Optional<Page> page(Optional<String> next) {
        try {
            DescribeParametersResponse answer =
                    calls.call(
                            "DescribeParameters",
                            DEADLINE,
                            client ->
                                    client.describeParameters(request ->
                                            request.maxResults(PAGE).nextToken(next.orElse(null))));
            return Optional.of(
                    new Page(
                            answer.parameters().stream()
                                    .map(each ->
                                            new Parameter(each.name(), each.lastModifiedDate()))
                                    .toList(),
                            Optional.ofNullable(answer.nextToken())
                                    .filter(token -> !token.isEmpty())));
        } catch (AwsFailure e) {
            LOG.warn("Parameters that changed meanwhile cannot be listed: {}", e.getMessage());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        calls.close();
    }
}
