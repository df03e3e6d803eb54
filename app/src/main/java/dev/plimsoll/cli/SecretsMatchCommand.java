package dev.plimsoll.cli;

import dev.plimsoll.aws.events.BareName;
import dev.plimsoll.core.secrets.AwsService;
import dev.plimsoll.core.secrets.EventReading;
import dev.plimsoll.core.secrets.SecretIndex;
import dev.plimsoll.core.secrets.SecretMatch;
import dev.plimsoll.secrets.EventFile;
import dev.plimsoll.secrets.MatchDocument;
import dev.plimsoll.secrets.MatchTable;
import dev.plimsoll.secrets.SecretFleet;
import dev.plimsoll.shell.Shell;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what an event would touch. */
@Command(
        name = "match",
        description = {
            "Show which resources an event of AWS would have read again, and where a touch would do"
                    + " nothing.",
            "",
            "The event is what a queue delivers: an EventBridge event of Parameter Store or Secrets"
                    + " Manager, bare or in the envelope of SNS. Nothing is written to the"
                    + " cluster.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} secrets match --event event.json",
            "  ${ROOT-COMMAND-NAME} secrets match --event event.json --from fleet.json.gz -o json",
            "  kubectl get es,ces,ss,css,pushsecrets -A -o json |"
                    + " ${ROOT-COMMAND-NAME} secrets match --event event.json --from -",
            "  echo /prod/db | ${ROOT-COMMAND-NAME} secrets match --event - --name-at ''"
        })
final class SecretsMatchCommand implements Callable<Integer> {

    private static final int CONDITION_MET = 3;

    private final Shell shell;

    @Spec private CommandSpec spec;

    @Option(
            names = "--event",
            required = true,
            paramLabel = "FILE",
            converter = FileConverter.class,
            description = "The message with the event; - is standard input.")
    private String event = "";

    @Mixin private FleetOptions fleetOptions;
    @Mixin private TableOptions output;

    @Option(
            names = "--name-at",
            paramLabel = "POINTER",
            description =
                    "Where a message of your own making has the name, as a JSON pointer such as"
                            + " /secret/name; '' if the message is nothing but the name.")
    private @Nullable String pointer;

    @Option(
            names = "--service",
            paramLabel = "SERVICE",
            converter = ServiceConverter.class,
            description =
                    "What a bare name is of: ParameterStore or SecretsManager; either if not"
                            + " given.")
    private @Nullable AwsService service;

    @Option(
            names = "--fail-on",
            paramLabel = "CONDITION",
            split = ",",
            description = "Exit with 3 on ${COMPLETION-CANDIDATES}.")
    private Set<Condition> failOn = EnumSet.noneOf(Condition.class);

    SecretsMatchCommand(Shell shell) {
        this.shell = shell;
    }

    /** What a script may want to fail on. */
    enum Condition {
        UNMATCHED,
        INEFFECTIVE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() {
        EventReading reading = EventFile.read(shell, event, bareName());
        SecretFleet fleet = SecretFleet.read(fleetOptions.objects(shell));
        SecretIndex index = fleet.index();
        List<SecretMatch> matches =
                reading instanceof EventReading.Changed(var change)
                        ? index.match(change)
                        : List.of();
        output.write(
                new TableOptions.Result<>(
                        MatchTable.table(),
                        matches,
                        match -> true,
                        MatchTable::name,
                        MatchDocument.of(reading, matches)),
                shell);
        shell.out().flush();
        if (reading instanceof EventReading.Ignored(var id, var change, var reason)) {
            shell.err().printf("plimsoll: the event asks for nothing: %s.%n", reason);
        }
        shell.tell(fleet.warnings(index));
        return failOn.stream().anyMatch(condition -> met(condition, matches)) ? CONDITION_MET : 0;
    }

    private Optional<BareName> bareName() {
        if (pointer == null) {
            return Optional.empty();
        }
        try {
            BareName name = BareName.at(pointer);
            return Optional.of(
                    new BareName(
                            name.pointer(),
                            Optional.ofNullable(service),
                            name.account(),
                            name.region()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--name-at' (POINTER): expected "
                            + e.getMessage()
                            + " but was '"
                            + pointer
                            + "'",
                    e);
        }
    }

    private static boolean met(Condition condition, List<SecretMatch> matches) {
        return switch (condition) {
            case UNMATCHED -> matches.isEmpty();
            case INEFFECTIVE -> matches.stream().anyMatch(match -> !match.effect().works());
        };
    }
}
