package dev.plimsoll.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What one run of a program took.
 *
 * @param cpuSeconds in user and system mode
 * @param residentMebibytes at most
 */
record TimedRun(double wallSeconds, double cpuSeconds, double residentMebibytes) {

    private static final String FORMAT = "%e %U %S %M";
    private static final double KIBIBYTES = 1024;

    /**
     * Runs a program to its end; what it prints goes nowhere.
     *
     * @throws IllegalStateException when it fails, with the end of what it said on standard error
     */
    static TimedRun of(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path figures = Files.createTempFile("figures", ".txt");
        Path errors = Files.createTempFile("errors", ".txt");
        try {
            List<String> timed = new ArrayList<>();
            timed.addAll(List.of("/usr/bin/time", "-f", FORMAT, "-o", figures.toString()));
            timed.addAll(command);
            ProcessBuilder builder =
                    new ProcessBuilder(timed)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(errors.toFile());
            builder.environment().putAll(environment);
            if (builder.start().waitFor() != 0) {
                throw new IllegalStateException(command + " failed: " + Files.readString(errors));
            }
            String[] parts = Files.readString(figures).strip().split(" ");
            return new TimedRun(
                    Double.parseDouble(parts[0]),
                    Double.parseDouble(parts[1]) + Double.parseDouble(parts[2]),
                    Double.parseDouble(parts[3]) / KIBIBYTES);
        } finally {
            Files.delete(figures);
            Files.delete(errors);
        }
    }

    /** The middle of each figure by itself. */
    static TimedRun median(List<TimedRun> runs) {
        return new TimedRun(
                middle(runs, TimedRun::wallSeconds),
                middle(runs, TimedRun::cpuSeconds),
                middle(runs, TimedRun::residentMebibytes));
    }

    private static double middle(List<TimedRun> runs, ToDoubleFunction<TimedRun> figure) {
        List<Double> sorted =
                runs.stream().map(figure::applyAsDouble).sorted(Comparator.naturalOrder()).toList();
        return sorted.get(sorted.size() / 2);
    }
}
