package dev.plimsoll.core.secrets;

import java.util.Arrays;
import java.util.Optional;

/** The services of AWS that a store may read, by the names that External Secrets gives them. */
public enum AwsService {
    PARAMETER_STORE("ParameterStore", "ssm"),
    SECRETS_MANAGER("SecretsManager", "secretsmanager");

    private final String id;
    private final String arnService;

    AwsService(String id, String arnService) {
        this.id = id;
        this.arnService = arnService;
    }

    /** The name in {@code spec.provider.aws.service}. */
    public String id() {
        return id;
    }

    /** The third part of an ARN. */
    String arnService() {
        return arnService;
    }

    /** Finds a service by its name in a store. */
    public static Optional<AwsService> of(String id) {
        return Arrays.stream(values()).filter(service -> service.id.equals(id)).findFirst();
    }
}
