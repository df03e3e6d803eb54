package dev.plimsoll.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.kubernetes.api.Manifests;
import dev.plimsoll.kubernetes.api.Manifests.Job;
import dev.plimsoll.shell.Shell;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints what an installation needs. */
@Command(
        name = "manifests",
        description = {
            "Print the CRDs, the rights and the Deployment of an installation, for kubectl apply -f"
                    + " -.",
            "",
            "The operator gets the rights of the jobs named here and no others.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} manifests | kubectl apply -f -",
            "  ${ROOT-COMMAND-NAME} manifests --namespace platform --image"
                    + " registry.example.com/plimsoll:1.0.0"
        })
final class ManifestsCommand implements Callable<Integer> {

    private final Shell shell;

    @Spec private CommandSpec spec;

    @Option(
            names = "--jobs",
            paramLabel = "JOB",
            split = ",",
            completionCandidates = JobNames.class,
            description = "The jobs to run: ${COMPLETION-CANDIDATES}; all of them if not given.")
    private Set<Job> jobs = EnumSet.allOf(Job.class);

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            description = "Where the operator runs; ${DEFAULT-VALUE} if not given.")
    private String namespace = Manifests.NAMESPACE;

    @Option(
            names = "--image",
            paramLabel = "IMAGE",
            description = "The container image; plimsoll:VERSION if not given.")
    private @Nullable String image;

    ManifestsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        String chosen = image == null ? "plimsoll:" + BuildInfo.ofThisProgram().version() : image;
        try {
            List<ObjectNode> documents = new ArrayList<>(Manifests.definitions(jobs));
            documents.addAll(Manifests.installation(jobs, namespace, chosen));
            shell.out().print(Manifests.yaml(documents));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        return 0;
    }
}
