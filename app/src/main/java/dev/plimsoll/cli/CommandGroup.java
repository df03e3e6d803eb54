package dev.plimsoll.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A command that only groups others: by itself it is wrong usage, and its help says what is right.
 */
abstract class CommandGroup implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine line = spec.commandLine();
        line.usage(line.getErr(), line.getColorScheme());
        return CommandLine.ExitCode.USAGE;
    }
}
