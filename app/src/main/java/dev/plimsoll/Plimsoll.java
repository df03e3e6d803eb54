package dev.plimsoll;

import dev.plimsoll.cli.CommandRunner;
import dev.plimsoll.shell.Shell;
import dev.plimsoll.shell.StandardOutput;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import picocli.CommandLine;

/** Runs one command line and ends the JVM with its exit code. */
public final class Plimsoll {

    private Plimsoll() {}

    public static void main(String[] args) {
        StandardOutput stdout = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        Shell shell = Shell.ofProcess(stdout);
        int code = new CommandRunner(shell).run(args);
        shell.out().flush();
        System.exit(stdout.failure().isPresent() ? tell(stdout.failure().get(), shell) : code);
    }

    private static int tell(String failure, Shell shell) {
        shell.err().printf("plimsoll: standard output could not be written: %s.%n", failure);
        return CommandLine.ExitCode.SOFTWARE;
    }
}
