package dev.plimsoll.cli;

import dev.plimsoll.core.labels.LabelConditions;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.fleet.Fleet;
import dev.plimsoll.preview.PolicyFile;
import dev.plimsoll.preview.PolicyPreview;
import dev.plimsoll.preview.Preview;
import dev.plimsoll.preview.PreviewRow;
import dev.plimsoll.preview.PreviewRow.Part;
import dev.plimsoll.preview.PreviewTable;
import dev.plimsoll.shell.Shell;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a policy would do. */
@Command(
        name = "preview",
        description = {
            "Show which nodes a policy would select, add and remove, and why others are not"
                    + " eligible.",
            "",
            "The policies of the file are taken as if they were applied to the fleet now, beside"
                    + " those that it has. Nothing is written to the cluster.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} labels preview -f policy.yaml",
            "  ${ROOT-COMMAND-NAME} labels preview -f policy.yaml --from fleet.json.gz -o json",
            "  kubectl get nodes -o json | ${ROOT-COMMAND-NAME} labels preview -f policy.yaml"
                    + " --from -",
            "",
            "The table leaves out nodes that are eligible and not chosen; wide and csv have them."
        })
final class LabelsPreviewCommand implements Callable<Integer> {

    private static final int CONDITION_MET = 3;
    private static final Set<Part> SELECTED = EnumSet.of(Part.KEEP, Part.REFRESH, Part.ADD);

    private final Shell shell;

    @Option(
            names = {"-f", "--filename"},
            required = true,
            paramLabel = "FILE",
            converter = FileConverter.class,
            description = "YAML or JSON with one or more NodeLabelPolicies; - is standard input.")
    private String file = "";

    @Mixin private FleetOptions fleetOptions;
    @Mixin private TableOptions output;

    @Option(
            names = "--now",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description =
                    "Decide as at this time, such as 2026-01-31T12:00:00Z; if not given, as when"
                            + " the snapshot was taken, or now.")
    private @Nullable Instant now;

    @Option(
            names = "--fail-on",
            paramLabel = "CONDITION",
            split = ",",
            description = "Exit with 3 on ${COMPLETION-CANDIDATES}.")
    private Set<Condition> failOn = EnumSet.noneOf(Condition.class);

    LabelsPreviewCommand(Shell shell) {
        this.shell = shell;
    }

    /** What a script may want to fail on. */
    enum Condition {
        UNSATISFIED,
        CHANGES;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() {
        List<LabelPolicy> policies = PolicyFile.read(shell, file);
        Fleet fleet = Fleet.read(fleetOptions.objects(shell));
        Instant time =
                Optional.ofNullable(now).or(fleet::asOf).orElseGet(() -> shell.clock().instant());
        Preview preview = Preview.of(policies, fleet, time);
        List<PolicyPreview> answers = preview.document().policies();
        output.write(
                new TableOptions.Result<>(
                        PreviewTable.asOf(time),
                        preview.rows(),
                        row -> row.part() != Part.SPARE,
                        LabelsPreviewCommand::name,
                        preview.document()),
                shell);
        shell.out().flush();
        answers.forEach(this::warn);
        return failOn.stream().anyMatch(condition -> met(condition, answers)) ? CONDITION_MET : 0;
    }

    private static @Nullable String name(PreviewRow row) {
        return SELECTED.contains(row.part()) ? "node/" + row.node().name() : null;
    }

    /** Says in a sentence what a table of nodes cannot show. */
    private void warn(PolicyPreview answer) {
        answer.conditions().stream()
                .filter(LabelsPreviewCommand::unsatisfied)
                .forEach(condition ->
                        shell.err()
                                .printf(
                                        "plimsoll: policy %s: %s%n",
                                        answer.name(), condition.message()));
    }

    private static boolean met(Condition condition, List<PolicyPreview> answers) {
        return switch (condition) {
            case UNSATISFIED ->
                    answers.stream()
                            .flatMap(answer -> answer.conditions().stream())
                            .anyMatch(LabelsPreviewCommand::unsatisfied);
            case CHANGES -> answers.stream().anyMatch(PolicyPreview::changes);
        };
    }

    private static boolean unsatisfied(PolicyPreview.State condition) {
        return condition.type().equals(LabelConditions.SATISFIED)
                && condition.status().equals("False");
    }
}
