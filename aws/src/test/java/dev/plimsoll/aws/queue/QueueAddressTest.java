package dev.plimsoll.aws.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QueueAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://sqs.us-east-2.amazonaws.com/123456789012/q,        , us-east-2, 123456789012",
        "https://sqs.cn-north-1.amazonaws.com.cn/123456789012/q,    , cn-north-1, 123456789012",
        "https://us-gov-west-1.queue.amazonaws.com/123456789012/q,  , us-gov-west-1, 123456789012",
        "https://sqs.us-east-2.amazonaws.com/123456789012/q.fifo, eu-west-1, eu-west-1,"
                + " 123456789012",
        "https://queue.example.com/plimsoll,             eu-west-1, eu-west-1,",
        "https://vpce-1a2b.sqs.us-east-2.vpce.amazonaws.com/123456789012/q, us-east-2, us-east-2,"
                + " 123456789012",
        "https://queue.example.com/plimsoll,             ,,"
    })
    void readsRegionAndAccount(
            String url, @Nullable String given, @Nullable String region, @Nullable String account) {
        // When
        Optional<QueueAddress> address = QueueAddress.of(url, Optional.ofNullable(given));

        // Then
        assertThat(address.map(QueueAddress::region)).isEqualTo(Optional.ofNullable(region));
        assertThat(address.flatMap(QueueAddress::account)).isEqualTo(Optional.ofNullable(account));
    }
}
