package dev.plimsoll.labels;

import dev.plimsoll.testbed.faults.Dose;
import dev.plimsoll.testbed.faults.Fault;
import dev.plimsoll.testbed.faults.FaultProxy;
import dev.plimsoll.testbed.faults.FaultRule;
import dev.plimsoll.testbed.faults.RequestLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/** Breaks what the operator asks, a request or two at a time. */
final class ChurnFaults {

    private static final Predicate<RequestLine> NODE_WRITES =
            RequestLine.method("PATCH").and(RequestLine.under("/api/v1/nodes/"));
    private static final Predicate<RequestLine> POLICY_WRITES =
            RequestLine.method("PATCH").and(RequestLine.under("/apis/nlp.lento.dev/"));

    private static final Predicate<RequestLine> LISTS =
            RequestLine.method("GET")
                    .and(RequestLine.watches().negate())
                    .and(line ->
                            line.target().startsWith("/api/v1/nodes?")
                                    || line.target()
                                            .startsWith(
                                                    "/apis/nlp.lento.dev/v1alpha1/nodelabelpolicies?"));

    private final FaultProxy proxy;
    private final Random random;
    private final List<FaultRule> rules = new ArrayList<>();

    ChurnFaults(FaultProxy proxy, Random random) {
        this.proxy = proxy;
        this.random = random;
    }

    /**
     * Breaks something, and says what.
     *
     * @param silence whether it may be something that shows only by a deadline
     */
    String strike(boolean silence) {
        int times = 1 + random.nextInt(3);
        return switch (random.nextInt(silence ? 17 : 10)) {
            case 0, 1 -> inject(new Fault.Answer(409), NODE_WRITES, times);
            case 2 -> inject(new Fault.Answer(500), NODE_WRITES, times);
            case 3, 4 -> inject(new Fault.LoseAnswer(), NODE_WRITES, times);
            case 5 ->
                    inject(
                            new Fault.Answer(429, Optional.of(Duration.ofSeconds(1))),
                            NODE_WRITES,
                            times);
            // Longer than the operator waits for a write: it has given up by then.
            case 6 -> inject(new Fault.LateRequest(Duration.ofSeconds(4)), NODE_WRITES, 1);
            case 7 -> inject(new Fault.LoseAnswer(), POLICY_WRITES, times);
            case 8 -> inject(new Fault.Answer(409), POLICY_WRITES, times);
            case 9 -> {
                int cut = proxy.cut(RequestLine.watches(), Fault.Ending.RESET);
                yield "cut " + cut + " watches";
            }
            case 10 -> {
                int frozen = proxy.freeze(RequestLine.watches());
                yield "silence on " + frozen + " watches";
            }
            case 11 -> relist(new Fault.Stall(random.nextInt(4000)), LISTS, times);
            case 12 ->
                    relist(new Fault.Cut(random.nextInt(4000), Fault.Ending.RESET), LISTS, times);
            case 13 -> relist(new Fault.Answer(random.nextBoolean() ? 500 : 503), LISTS, times);
            case 14 -> again(new Fault.Stall(random.nextInt(2000)), RequestLine.watches(), 1);
            case 15 -> again(new Fault.SwallowAnswer(), RequestLine.watches(), 1);
            default -> {
                int cut = proxy.cut(RequestLine.watches(), Fault.Ending.CLOSE);
                yield inject(new Fault.Answer(410), RequestLine.watches(), times)
                        + " after an end of "
                        + cut;
            }
        };
    }

    /** Makes the clients list, and breaks that. */
    private String relist(Fault fault, Predicate<RequestLine> requests, int times) {
        inject(new Fault.Answer(410), RequestLine.watches(), 2);
        return again(fault, requests, times);
    }

    /** Makes the clients watch anew, and breaks that. */
    private String again(Fault fault, Predicate<RequestLine> requests, int times) {
        String what = inject(fault, requests, times);
        return what + " after a cut of " + proxy.cut(RequestLine.watches(), Fault.Ending.RESET);
    }

    /** How many requests were broken so far. */
    int hits() {
        return rules.stream().mapToInt(FaultRule::hits).sum();
    }

    private String inject(Fault fault, Predicate<RequestLine> requests, int times) {
        rules.add(proxy.inject(fault, requests, new Dose.Times(times)));
        return fault + " x " + times;
    }
}
