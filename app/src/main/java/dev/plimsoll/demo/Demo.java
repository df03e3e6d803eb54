package dev.plimsoll.demo;

import dev.plimsoll.shell.Shell;
import java.time.Duration;
import java.util.List;

/** Runs the demo: live on a terminal, as plain lines elsewhere. */
public final class Demo {

    private static final Duration FRAME = Duration.ofMillis(100);
    private static final int COLUMNS = 80;
    private static final int ROWS = 24;

    private final DemoSettings settings;
    private final Shell shell;
    private final DemoFleet fleet;

    public Demo(DemoSettings settings, Shell shell) {
        this.settings = settings;
        this.shell = shell;
        this.fleet = new DemoFleet(settings);
    }

    /** Shows the fleet on the terminal, until the time is over or the user interrupts. */
    public void live() throws InterruptedException {
        Thread restore;
        try (DemoTerminal terminal = new DemoTerminal(shell.out(), shell.colour())) {
            restore = Thread.ofPlatform().unstarted(terminal::close);
            Runtime.getRuntime().addShutdownHook(restore);
            long frames = settings.duration().dividedBy(FRAME);
            for (long frame = 0; frame < frames; frame++) {
                fleet.run(FRAME.multipliedBy(settings.speed()));
                terminal.show(
                        new DemoFrame(fleet, size("COLUMNS", COLUMNS), size("LINES", ROWS))
                                .lines());
                Thread.sleep(FRAME);
            }
        }
        boolean _ = Runtime.getRuntime().removeShutdownHook(restore);
        summary();
    }

    /** Prints every happening as a line, as fast as it can. */
    public void plain() {
        long seen = 0;
        long steps = settings.simulated().dividedBy(Duration.ofSeconds(1));
        for (long step = 0; step < steps; step++) {
            fleet.run(Duration.ofSeconds(1));
            seen = print(seen);
        }
        summary();
    }

    private long print(long seen) {
        List<DemoFleet.Happening> all = fleet.happenings();
        int fresh = Math.toIntExact(Math.min(all.size(), fleet.told() - seen));
        for (DemoFleet.Happening happening : all.subList(all.size() - fresh, all.size())) {
            Duration at = fleet.elapsed().minus(Duration.between(happening.at(), fleet.now()));
            shell.out()
                    .printf(
                            "%s  %-58s  labelled %d of %d, %d nodes%n",
                            DemoFrame.clock(at),
                            happening.text(),
                            fleet.tally().labelled(),
                            DemoFleet.COUNT,
                            fleet.nodes().size());
        }
        return fleet.told();
    }

    private void summary() {
        DemoTally tally = fleet.tally();
        shell.out()
                .printf(
                        "In %s of a simulated fleet (seed %d): %d nodes were born and %d went.%nThe"
                            + " labels were never on more than %d nodes at once, moved %d times and"
                            + " took %d writes; now %d nodes carry them.%n",
                        DemoFrame.clock(fleet.elapsed()),
                        settings.seed(),
                        tally.born(),
                        tally.gone(),
                        tally.most(),
                        fleet.status().moves(),
                        tally.writes(),
                        tally.labelled());
    }

    private int size(String variable, int otherwise) {
        String value = shell.environment().getOrDefault(variable, "");
        return value.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(value) : otherwise;
    }
}
