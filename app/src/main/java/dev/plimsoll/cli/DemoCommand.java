package dev.plimsoll.cli;

import dev.plimsoll.demo.Demo;
import dev.plimsoll.demo.DemoSettings;
import dev.plimsoll.shell.Shell;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Shows what Plimsoll does, without a cluster. */
@Command(
        name = "demo",
        description = {
            "Show the label job on a simulated fleet, faster than life: no cluster, no network.",
            "",
            "The decisions are the operator's own; only the fleet is simulated. The same seed tells"
                    + " the same story.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} demo",
            "  ${ROOT-COMMAND-NAME} demo --nodes 100 --seed 7 --duration 2m",
            "  ${ROOT-COMMAND-NAME} demo --plain | less"
        })
final class DemoCommand implements Callable<Integer> {

    private final Shell shell;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Draw everything from this number (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "40",
            description = "Keep about so many nodes, 10 to 500 (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = Time.class,
            description = "Run so long, 1s to 1h (default: ${DEFAULT-VALUE}).")
    private Duration duration = Duration.ofSeconds(30);

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "120",
            description =
                    "Let N simulated seconds go by in a real one, 1 to 1000"
                            + " (default: ${DEFAULT-VALUE}).")
    private int speed;

    @Option(
            names = "--plain",
            description = "Print lines in place of a picture, as fast as possible.")
    private boolean plain;

    DemoCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws InterruptedException {
        check(nodes >= 10 && nodes <= 500, "--nodes is " + nodes + ": expected 10 to 500");
        check(speed >= 1 && speed <= 1000, "--speed is " + speed + ": expected 1 to 1000");
        check(
                !duration.minusSeconds(1).isNegative() && duration.toMinutes() <= 60,
                "--duration is " + duration.toSeconds() + "s: expected 1s to 1h");
        Demo demo = new Demo(new DemoSettings(seed, nodes, duration, speed), shell);
        if (plain || !shell.terminal()) {
            demo.plain();
        } else {
            demo.live();
        }
        return 0;
    }

    private void check(boolean expected, String problem) {
        if (!expected) {
            throw new ParameterException(spec.commandLine(), problem);
        }
    }

    /** Reads times such as 90s, 5m and 1h30m. */
    static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            if (!text.matches("([0-9]{1,4}h)?([0-9]{1,4}m)?([0-9]{1,5}s)?") || text.isEmpty()) {
                throw new TypeConversionException(
                        "'" + text + "' is no time: expected for example 30s, 5m or 1h");
            }
            return Duration.parse("PT" + text.toUpperCase(java.util.Locale.ROOT));
        }
    }
}
