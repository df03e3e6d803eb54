package dev.plimsoll.serve.drainpolicy;

import dev.plimsoll.core.drainpolicy.SecretFile;
import java.nio.file.Path;
import java.util.Map;

/**
 * Finds mounted Secrets: each is a folder of its own name, as a volume of the operator's pod.
 *
 * @param folder that holds them
 */
record SecretFolder(Path folder) {

    /** Names another folder than the usual one. */
    private static final String VARIABLE = "PLIMSOLL_SECRETS_DIR";

    private static final String USUAL = "/etc/plimsoll/secrets";

    static SecretFolder of(Map<String, String> environment) {
        return new SecretFolder(Path.of(environment.getOrDefault(VARIABLE, USUAL)));
    }

    Path path(SecretFile secret) {
        return folder.resolve(secret.name()).resolve(secret.key());
    }
}
