package dev.plimsoll.cli;

import dev.plimsoll.shell.CommandFailure;
import dev.plimsoll.shell.Shell;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Shows a result again and again, until the user ends it. */
final class WatchOptions {

    /** Moves the cursor home and clears the screen, but not what one can scroll back to. */
    private static final String CLEAR = "\u001b[H\u001b[2J";

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--watch",
            paramLabel = "TIME",
            arity = "0..1",
            fallbackValue = "10s",
            converter = DemoCommand.Time.class,
            description =
                    "Look again so often, 1s or more, until interrupted; every 10s if no time is"
                            + " given.")
    private @Nullable Duration every;

    boolean wanted() {
        return every != null;
    }

    /** Refuses what makes no sense to be shown twice. */
    void refuse(boolean senseless, String why) {
        if (every != null && senseless) {
            throw new ParameterException(spec.commandLine(), "Invalid use of '--watch': " + why);
        }
        if (every != null && every.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--watch': expected 1s or more but was '"
                            + every.toMillis()
                            + "ms'");
        }
    }

    /**
     * Shows once, or again and again until nobody reads it any more; what fails after it has been
     * shown once is told, and looked at again.
     */
    void show(Shell shell, Runnable picture) {
        Duration pause = every;
        if (pause == null) {
            picture.run();
            return;
        }
        boolean shown = false;
        while (true) {
            try {
                if (shell.terminal()) {
                    shell.out().print(CLEAR);
                } else if (shown) {
                    shell.out().println();
                }
                picture.run();
                shown = true;
            } catch (CommandFailure e) {
                if (!shown) {
                    throw e;
                }
                shell.err().printf("plimsoll: %s%n", e.getMessage());
            }
            // As in `--watch | head`: nobody reads it any more.
            if (shell.out().checkError()) {
                return;
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
