package dev.plimsoll.cli;

import dev.plimsoll.core.secrets.AwsService;
import dev.plimsoll.core.secrets.RemoteKey;
import dev.plimsoll.core.secrets.SecretChange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Says which key a command is about. */
final class KeyOptions {

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Parameters(
            paramLabel = "KEY",
            description =
                    "A parameter's or secret's name with the store's prefix, or its ARN, with or"
                            + " without the six random characters.")
    private String key = "";

    @Option(
            names = "--service",
            paramLabel = "SERVICE",
            converter = ServiceConverter.class,
            description = "ParameterStore or SecretsManager; both if not given.")
    private @Nullable AwsService service;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "Only stores of this region; all if not given.")
    private @Nullable String region;

    @Option(
            names = "--account",
            paramLabel = "ACCOUNT",
            description =
                    "Only stores that may be of this account, whose 12 digits are known where a"
                            + " store has a role; all if not given.")
    private @Nullable String account;

    String key() {
        return key;
    }

    /** Puts the key and what is known of it together. */
    SecretChange asked() {
        if (key.isBlank()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for parameter 'KEY': expected a name or an ARN but it is"
                            + " empty");
        }
        return SecretChange.of(
                RemoteKey.of(key),
                Optional.ofNullable(service),
                Optional.ofNullable(account),
                Optional.ofNullable(region));
    }
}
