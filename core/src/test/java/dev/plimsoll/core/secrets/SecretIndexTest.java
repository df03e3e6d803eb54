package dev.plimsoll.core.secrets;

import static dev.plimsoll.core.secrets.AwsService.PARAMETER_STORE;
import static dev.plimsoll.core.secrets.AwsService.SECRETS_MANAGER;
import static dev.plimsoll.core.secrets.Cluster.change;
import static dev.plimsoll.core.secrets.Cluster.find;
import static dev.plimsoll.core.secrets.Cluster.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.plimsoll.core.secrets.SecretUse.Policy;
import dev.plimsoll.core.secrets.SecretUse.RefreshRule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules one by one; {@code cases/secrets} of the command line has them as files. */
final class SecretIndexTest {

    private static List<String> names(List<SecretMatch> matches) {
        return matches.stream().map(match -> match.user().name()).toList();
    }

    @Test
    void findsEveryUserOfAName() {
        // Given
        SecretIndex index =
                new Cluster()
                        .parameters("ssm")
                        .use("one", "ssm", key("/db"))
                        .use("two", "ssm", key("/other"), key("/db"))
                        .use("three", "ssm", key("/other"))
                        .index();

        // When
        List<SecretMatch> matches = index.match(change(PARAMETER_STORE, "/db"));

        // Then
        assertThat(names(matches)).containsExactly("one", "two");
    }

    @ParameterizedTest
    @CsvSource({
        "PARAMETER_STORE, us-east-2, '',           true",
        "PARAMETER_STORE, us-east-2, 123456789012, true",
        "PARAMETER_STORE, us-east-2, 999999999999, false",
        "PARAMETER_STORE, eu-west-1, '',           false",
        "SECRETS_MANAGER, us-east-2, '',           false"
    })
    void comparesServiceRegionAndAccount(
            AwsService service, String region, String account, boolean found) {
        // Given
        SecretIndex index =
                new Cluster()
                        .store("store", service, region, account, "")
                        .use("one", "store", key("/db"))
                        .index();

        // When
        List<SecretMatch> matches = index.match(change(PARAMETER_STORE, "/db"));

        // Then
        assertThat(matches).hasSize(found ? 1 : 0);
    }

    @Test
    void anArnSaysTheAccountAndMustAgreeWithTheStoresRegion() {
        // Given
        String arn = "arn:aws:secretsmanager:%s:%s:secret:db-a1B2c3";
        SecretIndex index =
                new Cluster()
                        .store("sm", SECRETS_MANAGER, "us-east-2", "111111111111", "")
                        .use("shared", "sm", key(arn.formatted("us-east-2", "123456789012")))
                        .use("elsewhere", "sm", key(arn.formatted("eu-west-1", "123456789012")))
                        .use("others", "sm", key(arn.formatted("us-east-2", "222222222222")))
                        .use("own", "sm", key("db"))
                        .index();

        // When
        List<SecretMatch> matches = index.match(change(SECRETS_MANAGER, "db"));

        // Then
        assertThat(names(matches)).containsExactly("shared");
    }

    @ParameterizedTest
    @CsvSource({
        "PARAMETER_STORE, 3,          false",
        "PARAMETER_STORE, live,       true",
        "SECRETS_MANAGER, uuid/a-b-c, false",
        "SECRETS_MANAGER, AWSCURRENT, true"
    })
    void passesOverWhatIsPinnedToAVersion(AwsService service, String version, boolean found) {
        // Given
        SecretIndex index =
                new Cluster()
                        .store("store", service, "us-east-2", "", "")
                        .use("one", "store", key("/db", version))
                        .index();
        SecretChange change = change(service, "/db");

        // When
        List<SecretMatch> matches = index.match(change);

        // Then
        assertThat(matches).hasSize(found ? 1 : 0);
        assertThat(index.users(change))
                .singleElement()
                .extracting(match -> match.effect() instanceof Effect.Pinned)
                .isEqualTo(!found);
    }

    @ParameterizedTest
    @CsvSource({
        "PARAMETER_STORE, /prod,  ,          /prod/db/password, true",
        "PARAMETER_STORE, /prod/, ,          /prod/db/password, true",
        "PARAMETER_STORE, /pro,   ,          /prod/db/password, false",
        "PARAMETER_STORE, /,      ,          plain,             true",
        "PARAMETER_STORE, /prod,  ^password, /prod/password,    false",
        "PARAMETER_STORE, ,       word,      /prod/password,    true",
        "PARAMETER_STORE, ,       ^/prod,    /prod/password,    true",
        "PARAMETER_STORE, ,       ,          /prod/password,    false",
        "SECRETS_MANAGER, pro,    ,          prod/db,           true",
        "SECRETS_MANAGER, rod,    ,          prod/db,           false"
    })
    void searchesByPathAndExpression(
            AwsService service,
            @Nullable String path,
            @Nullable String expression,
            String name,
            boolean found) {
        // Given
        SecretIndex index =
                new Cluster()
                        .store("store", service, "us-east-2", "", "/a/prefix/that/does/not/count")
                        .use(
                                "one",
                                "store",
                                find(Optional.ofNullable(path), Optional.ofNullable(expression)))
                        .index();

        // When
        List<SecretMatch> matches = index.match(change(service, name));

        // Then
        assertThat(matches).hasSize(found ? 1 : 0);
    }

    @Test
    void followsWhatChangesPieceByPiece() {
        // Given
        Cluster before = new Cluster().parameters("ssm").use("one", "ssm", key("/db"));
        Cluster after =
                new Cluster()
                        .store("ssm", PARAMETER_STORE, "us-east-2", "", "/prod")
                        .use("one", "ssm", key("/other"))
                        .use("two", "ssm", key("/db"));
        SecretIndex index = before.index();
        List<String> atFirst = names(index.match(change(PARAMETER_STORE, "/db")));

        // When
        after.stores().forEach(index::put);
        after.uses().forEach(index::put);

        // Then
        assertThat(atFirst).containsExactly("one");
        assertThat(index.match(change(PARAMETER_STORE, "/db"))).isEmpty();
        assertThat(names(index.match(change(PARAMETER_STORE, "/prod/db")))).containsExactly("two");
        assertThat(names(index.match(change(PARAMETER_STORE, "/prod/other"))))
                .containsExactly("one");
        after.stores().forEach(index::remove);
        assertThat(index.match(change(PARAMETER_STORE, "/prod/db"))).isEmpty();
        assertThat(index.unresolved()).hasSize(2);
        after.stores().forEach(index::put);
        assertThat(names(index.match(change(PARAMETER_STORE, "/prod/db")))).containsExactly("two");
        after.uses().forEach(index::remove);
        assertThat(index.match(change(PARAMETER_STORE, "/prod/db"))).isEmpty();
        assertThat(index.uses()).isEmpty();
    }

    @Test
    void tellsStoresOfOneNameApart() {
        // Given
        SecretIndex index =
                new Cluster()
                        .parameters("store")
                        .namespacedStore("shop", "store", "eu-west-1")
                        .use("by-cluster", "store", key("/db"))
                        .use(
                                "by-namespace",
                                new StoreReference(false, "store"),
                                Cluster.USUAL,
                                key("/db"))
                        .index();

        // When
        List<SecretMatch> matches = index.match(change(PARAMETER_STORE, "/db"));

        // Then
        assertThat(names(matches)).containsExactly("by-cluster");
    }

    @Test
    void namesWhoseStoreIsMissing() {
        // Given
        SecretIndex index = new Cluster().use("one", "absent", key("/db")).index();

        // When
        List<SecretMatch> matches = index.match(change(PARAMETER_STORE, "/db"));

        // Then
        assertThat(matches).isEmpty();
        assertThat(index.unresolved().keySet()).extracting(SecretUser::name).containsExactly("one");
    }

    @ParameterizedTest
    @CsvSource({
        "PERIODIC,     false, false, ,                Works",
        "ON_CHANGE,    true,  false, ,                Works",
        "PERIODIC,     true,  false, FORGET_THE_SYNC, IntervalZero",
        "CREATED_ONCE, false, false, FORGET_THE_SYNC, CreatedOnce",
        "PERIODIC,     false, true,  NONE,            Immutable"
    })
    void saysWhereATouchDoesNothing(
            Policy policy,
            boolean intervalZero,
            boolean immutable,
            Effect.@Nullable Remedy remedy,
            String effect) {
        // Given
        SecretIndex index =
                new Cluster()
                        .parameters("ssm")
                        .use(
                                "one",
                                new StoreReference(true, "ssm"),
                                new RefreshRule(policy, intervalZero, immutable),
                                key("/db"))
                        .index();

        // When
        Effect answer = index.match(change(PARAMETER_STORE, "/db")).getFirst().effect();

        // Then
        assertThat(answer.getClass().getSimpleName()).isEqualTo(effect);
        assertThat(answer.works()).isEqualTo(remedy == null);
        assertThat(answer.remedy()).isEqualTo(remedy == null ? Effect.Remedy.NONE : remedy);
        assertThat(answer.reason()).isNotBlank();
    }

    @Test
    void breaksTheCircleOfAPushSecret() {
        // Given
        SecretIndex index =
                new Cluster()
                        .parameters("ssm")
                        .use("source", "ssm", key("/db"))
                        .use("reader", "ssm", key("/db"))
                        .push("source", "ssm", "/db")
                        .index();

        // When
        List<SecretMatch> matches = index.match(change(PARAMETER_STORE, "/db"));

        // Then
        assertThat(matches)
                .extracting(match -> match.user().name(), match -> match.effect().works())
                .containsExactly(tuple("reader", true), tuple("source", false));
    }

    @Test
    void breaksACircleOverSeveralKeys() {
        // Given
        SecretIndex index =
                new Cluster()
                        .parameters("ssm")
                        .use("one", "ssm", key("/a"))
                        .push("one", "ssm", "/b")
                        .use("two", "ssm", key("/b"))
                        .push("two", "ssm", "/c", "/a")
                        .use("three", "ssm", key("/c"))
                        .push("three", "ssm", "/d")
                        .index();

        // When
        List<SecretMatch> first = index.match(change(PARAMETER_STORE, "/a"));
        List<SecretMatch> last = index.match(change(PARAMETER_STORE, "/c"));

        // Then
        assertThat(first.getFirst().effect()).isEqualTo(new Effect.PushedBack("shop/push-two"));
        assertThat(last.getFirst().effect().works()).isTrue();
    }
}
