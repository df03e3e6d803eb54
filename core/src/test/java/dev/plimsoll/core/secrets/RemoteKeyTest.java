package dev.plimsoll.core.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RemoteKeyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /prod/db/password                                                  | /prod/db/password
                    prod/db-AbCdEf                                                     | prod/db-AbCdEf
                    arn:aws:ssm:us-east-2:123456789012:parameter/prod/db               | /prod/db
                    arn:aws:ssm:us-east-2:123456789012:parameter/plain                 | plain,/plain
                    arn:aws:secretsmanager:us-east-2:123456789012:secret:prod/db-a1B2c3 | prod/db,prod/db-a1B2c3
                    arn:aws:secretsmanager:us-east-2:123456789012:secret:prod/db       | prod/db
                    arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:db-a1B2c3 | db,db-a1B2c3
                    arn:aws:secretsmanager:us-east-2:123456789012:secret:db:user::     | db
                    arn:aws:iam::123456789012:role/reader                              | arn:aws:iam::123456789012:role/reader
                    """)
    void readsNamesAndArns(String text, String names) {
        // When
        RemoteKey key = RemoteKey.of(text);

        // Then
        assertThat(key.names()).containsExactly(names.split(","));
        assertThat(key.name()).isEqualTo(names.split(",")[0]);
    }

    @Test
    void takesServiceAccountAndRegionFromAnArn() {
        // When
        RemoteKey key =
                RemoteKey.of("arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-a1B2c3");

        // Then
        assertThat(key.service()).contains(AwsService.SECRETS_MANAGER);
        assertThat(key.account()).contains("123456789012");
        assertThat(key.region()).contains("eu-west-1");
    }

    @ParameterizedTest
    @CsvSource({
        "/prod/db:3,                                              PARAMETER_STORE, /prod/db, 3",
        "/prod/db:live,                                           PARAMETER_STORE, /prod/db, live",
        "arn:aws:ssm:us-east-2:123456789012:parameter/prod/db:3,  PARAMETER_STORE, /prod/db, 3",
        "/prod/db,                                                PARAMETER_STORE, /prod/db,",
        "a:b,                                                     SECRETS_MANAGER, a:b,"
    })
    void splitsAVersionFromAParameterOnly(
            String text, AwsService service, String name, @Nullable String version) {
        // When
        RemoteKey key = RemoteKey.of(text, service);

        // Then
        assertThat(key.name()).isEqualTo(name);
        assertThat(key.version()).isEqualTo(Optional.ofNullable(version));
    }
}
