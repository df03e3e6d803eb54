package dev.plimsoll.operator.secrets;

import dev.plimsoll.operator.run.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A job whose worker also tells how it fares; it tells only when that is due. */
public record ToldJob(RefreshJob job, RefreshTeller teller) implements Job {

    @Override
    public boolean step() {
        teller.tell();
        return job.step();
    }

    @Override
    public Optional<Instant> nextDue() {
        return job.nextDue();
    }

    @Override
    public void awaitChange(Duration atMost) throws InterruptedException {
        job.awaitChange(atMost);
    }
}
