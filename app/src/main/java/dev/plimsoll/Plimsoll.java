package dev.plimsoll;

import dev.plimsoll.cli.CommandRunner;
import dev.plimsoll.shell.Shell;

/** Runs one command line and ends the JVM with its exit code. */
public final class Plimsoll {

    private Plimsoll() {}

    public static void main(String[] args) {
        Shell shell = Shell.ofProcess();
        int code = new CommandRunner(shell).run(args);
        shell.out().flush();
        System.exit(code);
    }
}
