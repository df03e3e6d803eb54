package dev.plimsoll.drain;

import dev.plimsoll.core.drain.DrainOptions;
import dev.plimsoll.core.port.DrainAlarm;
import dev.plimsoll.core.port.DrainWorld;
import dev.plimsoll.operator.drain.DrainListener;
import dev.plimsoll.operator.drain.DrainResult;
import dev.plimsoll.operator.drain.DrainRun;
import dev.plimsoll.shell.CommandFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Carries out drains, some nodes at a time. */
public final class DrainExecution {

    private DrainExecution() {}

    /**
     * Goes on until all have ended.
     *
     * @param alarms makes an alarm that calls what it is given
     * @return how each ended, in the order of the nodes
     */
    public static Map<String, DrainResult> run(
            List<String> nodes,
            int nodesAtOnce,
            DrainOptions options,
            DrainWorld world,
            Function<Runnable, DrainAlarm> alarms,
            DrainListener listener,
            Clock clock) {
        Map<String, DrainResult> results = new LinkedHashMap<>();
        try (var executor =
                Executors.newFixedThreadPool(nodesAtOnce, Thread.ofVirtual().factory())) {
            Map<String, Future<DrainResult>> running = new LinkedHashMap<>();
            for (String node : nodes) {
                running.computeIfAbsent(
                        node,
                        name ->
                                executor.submit(() ->
                                        toTheEnd(
                                                new DrainRun(name, options, world, listener, clock),
                                                alarms)));
            }
            for (Map.Entry<String, Future<DrainResult>> one : running.entrySet()) {
                results.put(one.getKey(), one.getValue().get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("the drain was interrupted; its nodes stay cordoned.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return results;
    }

    private static DrainResult toTheEnd(DrainRun run, Function<Runnable, DrainAlarm> alarms)
            throws InterruptedException {
        Semaphore woken = new Semaphore(0);
        try (DrainAlarm alarm = alarms.apply(woken::release)) {
            while (true) {
                // Whatever happens from here on may be seen by this turn or not.
                var _ = woken.drainPermits();
                Optional<DrainResult> result = run.turn();
                if (result.isPresent()) {
                    return result.get();
                }
                Duration pause = run.pause(alarm);
                var _ = woken.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }
}
