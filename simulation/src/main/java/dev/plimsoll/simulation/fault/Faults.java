package dev.plimsoll.simulation.fault;

import dev.plimsoll.simulation.time.Seed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** Draws the fault of each call. */
public final class Faults {

    private static final int FORBIDDEN = 403;

    /** Just less than an API server's own limit for a request. */
    private static final Duration LATEST = Duration.ofSeconds(60);

    private final Clock clock;
    private final RandomGenerator random;
    private FaultRates rates;
    private Instant refusedUntil = Instant.MIN;
    private Duration latest = LATEST;
    private Duration slowest = Duration.ofSeconds(4);
    private Duration patience = Duration.ofSeconds(15);

    public Faults(Clock clock, RandomGenerator random, FaultRates rates) {
        this.clock = clock;
        this.random = random;
        this.rates = rates;
    }

    /** Changes how often things go wrong from now on. */
    public void use(FaultRates changed) {
        rates = changed;
    }

    /** Takes the operator's rights away for a while. */
    public void refuseFor(Duration duration) {
        refusedUntil = clock.instant().plus(duration);
    }

    /** Gives the rights back now. */
    public void refuseNoMore() {
        refusedUntil = Instant.MIN;
    }

    /**
     * Keeps to what a fence relies on: the server is told how long it has for a request, and a
     * network delivers in time or not at all.
     *
     * @param deadline after which no request is carried out, and nobody waits for it
     * @param transit the longest that a request or answer travels
     */
    public void bound(Duration deadline, Duration transit) {
        latest = deadline;
        patience = deadline;
        slowest = transit;
    }

    Fault next() {
        if (clock.instant().isBefore(refusedUntil)) {
            return new Fault.Refused(FORBIDDEN);
        }
        int drawn = random.nextInt(1000);
        if ((drawn -= rates.overtaken()) < 0) {
            return new Fault.Overtaken();
        }
        if ((drawn -= rates.busy()) < 0) {
            return new Fault.Busy(Duration.ofSeconds(random.nextInt(1, 11)));
        }
        if ((drawn -= rates.lost()) < 0) {
            return new Fault.AnswerLost(arrival(), Seed.between(random, Duration.ZERO, patience));
        }
        return drawn < rates.deadly() ? new Fault.CallerDies(arrival()) : new Fault.None();
    }

    /** How long a request and its answer travel. */
    Duration travel() {
        boolean slow = random.nextInt(100) < 3;
        return Seed.between(random, Duration.ofMillis(1), slow ? slowest : Duration.ofMillis(15));
    }

    private Fault.Arrival arrival() {
        return switch (random.nextInt(3)) {
            case 0 -> new Fault.Arrival.Never();
            case 1 -> new Fault.Arrival.After(Duration.ZERO);
            default -> new Fault.Arrival.After(Seed.between(random, Duration.ofMillis(1), latest));
        };
    }
}
