package dev.plimsoll.core.secrets;

import static dev.plimsoll.core.secrets.Cluster.change;
import static dev.plimsoll.core.secrets.Cluster.find;
import static dev.plimsoll.core.secrets.Cluster.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A burst of changes on a thousand users of fifty stores. */
final class SecretIndexScaleTest {

    @Test
    void findsThreeHundredOfAThousandTwoHundredTimes() {
        // Given
        Cluster cluster = new Cluster();
        for (int store = 0; store < 50; store++) {
            cluster.store(
                    "store-" + store,
                    AwsService.PARAMETER_STORE,
                    "us-east-2",
                    "",
                    "/team-" + store + "/");
        }
        cluster.parameters("shared");
        for (int use = 0; use < 650; use++) {
            cluster.use("own-" + use, "store-" + use % 50, key("db/" + use / 50));
        }
        for (int use = 0; use < 300; use++) {
            cluster.use("shared-" + use, "shared", key("/shared"), key("/other-" + use));
        }
        for (int use = 0; use < 50; use++) {
            cluster.use("search-" + use, "shared", find(Optional.of("/x" + use), Optional.of("a")));
        }
        long begun = System.nanoTime();
        SecretIndex index = cluster.index();
        long indexed = System.nanoTime();

        // When
        AtomicInteger found = new AtomicInteger();
        for (int event = 0; event < 200; event++) {
            found.addAndGet(index.match(change(AwsService.PARAMETER_STORE, "/shared")).size());
            found.addAndGet(index.match(change(AwsService.PARAMETER_STORE, "/team-7/db/3")).size());
        }

        // Then
        System.out.printf(
                "1,000 users indexed in %d ms, 400 changes matched in %d ms%n",
                Duration.ofNanos(indexed - begun).toMillis(),
                Duration.ofNanos(System.nanoTime() - indexed).toMillis());
        assertThat(found).hasValue(200 * 300 + 200);
    }
}
