package dev.plimsoll.kubernetes.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.kubernetes.fake.FakeApiServer;
import dev.plimsoll.kubernetes.fake.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ServedKindsTest {

    private static final String GROUP = "/apis/external-secrets.io/";

    private static Optional<ServedKinds> of(Map<String, List<String>> pluralsByVersion)
            throws Exception {
        try (FakeApiServer server = new FakeApiServer();
                Cluster cluster = server.connect(Deadlines.STANDARD)) {
            for (String version : List.of("v1", "v1beta1", "v1alpha1")) {
                List<String> plurals = pluralsByVersion.get(version);
                server.next(
                        request -> request.path().equals(GROUP + version),
                        plurals == null
                                ? Fault.answer(404, "404 page not found")
                                : Fault.answer(200, list(plurals)));
            }
            return ServedKinds.of(cluster);
        }
    }

    private static String list(List<String> plurals) {
        return plurals.stream()
                .map(plural ->
                        "{\"name\": \"" + plural + "\"}, {\"name\": \"" + plural + "/status\"}")
                .collect(
                        Collectors.joining(
                                ", ", "{\"kind\": \"APIResourceList\", \"resources\": [", "]}"));
    }

    @Test
    void all_that_is_served_is_told_in_its_version() throws Exception {
        // When
        Optional<ServedKinds> served =
                of(
                        Map.of(
                                "v1",
                                List.of("externalsecrets", "secretstores", "clustersecretstores"),
                                "v1alpha1",
                                List.of("pushsecrets")));

        // Then
        assertThat(served)
                .contains(
                        new ServedKinds(
                                "v1",
                                Set.of(
                                        "externalsecrets",
                                        "secretstores",
                                        "clustersecretstores",
                                        "pushsecrets")));
    }

    @Test
    void what_is_half_installed_is_not_there_yet() throws Exception {
        // When
        Optional<ServedKinds> withoutStores = of(Map.of("v1", List.of("externalsecrets")));
        Optional<ServedKinds> withoutSecrets = of(Map.of("v1", List.of("secretstores")));

        // Then
        assertThat(withoutStores).isEmpty();
        assertThat(withoutSecrets).isEmpty();
    }

    @Test
    void an_older_version_is_told_where_there_is_no_newer() throws Exception {
        // When
        Optional<ServedKinds> served =
                of(Map.of("v1beta1", List.of("externalsecrets", "secretstores")));

        // Then
        assertThat(served).map(ServedKinds::version).contains("v1beta1");
    }

    @Test
    void a_server_without_external_secrets_has_none() throws Exception {
        // When
        Optional<ServedKinds> served = of(Map.of());

        // Then
        assertThat(served).isEmpty();
    }
}
