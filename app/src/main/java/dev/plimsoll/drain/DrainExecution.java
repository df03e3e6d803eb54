package dev.plimsoll.drain;

import dev.plimsoll.core.drain.DrainOptions;
import dev.plimsoll.core.port.DrainWorld;
import dev.plimsoll.operator.drain.DrainListener;
import dev.plimsoll.operator.drain.DrainResult;
import dev.plimsoll.operator.drain.DrainRun;
import dev.plimsoll.shell.CommandFailure;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Carries out drains, some nodes at a time. */
public final class DrainExecution {

    private DrainExecution() {}

    /**
     * Goes on until all have ended.
     *
     * @return how each ended, in the order of the nodes
     */
    public static Map<String, DrainResult> run(
            List<String> nodes,
            int nodesAtOnce,
            DrainOptions options,
            DrainWorld world,
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
                                                new DrainRun(
                                                        name, options, world, listener, clock))));
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

    private static DrainResult toTheEnd(DrainRun run) throws InterruptedException {
        Optional<DrainResult> result = run.turn();
        while (result.isEmpty()) {
            Thread.sleep(DrainRun.BETWEEN_LOOKS);
            result = run.turn();
        }
        return result.get();
    }
}
