package dev.plimsoll.cli;

import dev.plimsoll.capacity.CapacityDocument;
import dev.plimsoll.capacity.CapacityFleet;
import dev.plimsoll.capacity.CapacityResult;
import dev.plimsoll.capacity.CapacityRow;
import dev.plimsoll.capacity.CapacityView;
import dev.plimsoll.capacity.PriceBook;
import dev.plimsoll.output.Format;
import dev.plimsoll.page.PageWriter;
import dev.plimsoll.page.content.CapacityPage;
import dev.plimsoll.shell.Shell;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what nodes and workloads request and may use. */
@Command(
        name = "capacity",
        description = {
            "Show requests and limits, and what share of the nodes they are.",
            "",
            "A container without a limit is counted apart: the sum of limits knows nothing of it."
                    + " Pods that have finished, or have no node, take no room.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} capacity --sort-by memory-limits",
            "  ${ROOT-COMMAND-NAME} capacity --by workload -n shop",
            "  ${ROOT-COMMAND-NAME} capacity -l karpenter.sh/nodepool=default --watch",
            "  ${ROOT-COMMAND-NAME} capacity --max-share 46%% -o html > capacity.html",
            "  kubectl get nodes,pods -A -o json | ${ROOT-COMMAND-NAME} capacity --from - -o json"
        })
final class CapacityCommand implements Callable<Integer> {

    private final Shell shell;

    @Mixin private FleetOptions fleetOptions;
    @Mixin private NodeSelection nodes;
    @Mixin private PodSelection podSelection;
    @Mixin private PageOptions output;
    @Mixin private WatchOptions watch;

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            description =
                    "Add up by one of ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if not given.")
    private CapacityView by = CapacityView.NODE;

    @Option(names = "--pods", description = "Add every pod to json and yaml.")
    private boolean pods;

    @Option(
            names = "--max-share",
            paramLabel = "SHARE",
            converter = ShareConverter.class,
            description =
                    "Draw a line here in html, such as 46%% or 0.46: the share of a node's memory"
                            + " that limits should not be over.")
    private @Nullable BigDecimal maxShare;

    CapacityCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        watch.refuse(fleetOptions.ofFile(), "a file does not change; it needs a cluster");
        watch.refuse(output.format() == Format.HTML, "a page is written once");
        PriceBook prices = PriceBook.open(Optional.empty());
        watch.show(shell, () -> show(prices));
        return 0;
    }

    private void show(PriceBook prices) {
        CapacityResult result =
                CapacityResult.of(
                        nodes.of(CapacityFleet.read(fleetOptions.objects(shell))),
                        by,
                        podSelection.namespace(),
                        pods,
                        prices,
                        shell.clock().instant());
        if (output.format() == Format.HTML) {
            PageWriter.write(page(result.document().get()), shell.out());
        } else {
            output.write(
                    new RowOptions.Result<>(
                            result.table(),
                            result.rows(),
                            row -> true,
                            CapacityCommand::name,
                            result.document()),
                    shell);
        }
        shell.tell(result.warnings());
    }

    private CapacityPage page(CapacityDocument document) {
        return CapacityPage.of(
                document,
                maxShare == null
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(maxShare.doubleValue()),
                BuildInfo.ofThisProgram().version());
    }

    private static String name(CapacityRow row) {
        return row.kind().isEmpty()
                ? row.name()
                : row.kind().toLowerCase(Locale.ROOT) + "/" + row.name();
    }
}
