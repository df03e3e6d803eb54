package dev.plimsoll.cli;

import dev.plimsoll.shell.Shell;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script that completes this program's commands and options on Tab. */
@Command(
        name = "completion",
        description = "Print the completion script of a shell.",
        footer = {
            "",
            "Examples:",
            "  source <(${ROOT-COMMAND-NAME} completion bash)",
            "  ${ROOT-COMMAND-NAME} completion fish > ~/.config/fish/completions/plimsoll.fish"
        })
final class CompletionCommand implements Callable<Integer> {

    /** The name that is completed, however the program was called for its script. */
    static final String PROGRAM = "plimsoll";

    private final Shell shell;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
    private Kind kind;

    CompletionCommand(Shell shell) {
        this.shell = shell;
    }

    /** The shells that there are scripts for. */
    enum Kind {
        BASH,
        ZSH,
        FISH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        shell.out()
                .print(
                        switch (kind) {
                            // picocli's script switches on zsh's own emulation of bash completion.
                            case BASH, ZSH -> AutoComplete.bash(PROGRAM, root);
                            case FISH -> FishCompletion.script(PROGRAM, root.getCommandSpec());
                        });
        return 0;
    }
}
