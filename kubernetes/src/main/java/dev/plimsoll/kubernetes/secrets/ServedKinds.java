package dev.plimsoll.kubernetes.secrets;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.kubernetes.connection.ApiAnswer;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.ApiRequest;
import dev.plimsoll.kubernetes.connection.Cluster;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells what of External Secrets' API a server serves. An installation may leave out all kinds but
 * ExternalSecret and SecretStore.
 *
 * @param version of all kinds but PushSecret: {@code v1}, or {@code v1beta1} where that is not
 *     served
 * @param plurals of the kinds that are there
 */
public record ServedKinds(String version, Set<String> plurals) {

    private static final String GROUP = "/apis/external-secrets.io/";
    private static final List<String> VERSIONS = List.of("v1", "v1beta1");
    private static final Set<String> NEVER_LEFT_OUT = Set.of("externalsecrets", "secretstores");
    private static final String PUSH_VERSION = "v1alpha1";
    private static final String PUSHES = "pushsecrets";

    public ServedKinds {
        plurals = Set.copyOf(plurals);
    }

    /**
     * Asks a server. While External Secrets is being installed its kinds appear one after the
     * other: without those that no installation leaves out it is not there yet, and who went by
     * half of them would take secrets for used by nobody.
     *
     * @return empty where External Secrets is not installed, or not yet
     * @throws ApiException when there is no answer
     */
    public static Optional<ServedKinds> of(Cluster server) throws ApiException {
        for (String version : VERSIONS) {
            Set<String> plurals = plurals(server, version);
            if (plurals.containsAll(NEVER_LEFT_OUT)) {
                if (plurals(server, PUSH_VERSION).contains(PUSHES)) {
                    plurals.add(PUSHES);
                }
                return Optional.of(new ServedKinds(version, plurals));
            }
        }
        return Optional.empty();
    }

    private static Set<String> plurals(Cluster server, String version) throws ApiException {
        ApiAnswer answer = server.send(ApiRequest.get(GROUP + version));
        Set<String> plurals = new HashSet<>();
        if (answer.successful()) {
            try {
                JsonNode list = new ObjectMapper().readTree(answer.body());
                for (JsonNode each : list.path("resources")) {
                    String name = each.path("name").asText();
                    if (!name.contains("/")) {
                        plurals.add(name);
                    }
                }
            } catch (JacksonException e) {
                return plurals;
            }
        }
        return plurals;
    }
}
