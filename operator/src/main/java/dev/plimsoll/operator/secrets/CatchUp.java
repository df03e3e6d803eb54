package dev.plimsoll.operator.secrets;

import dev.plimsoll.core.port.ParameterCatalogue;
import dev.plimsoll.core.port.ParameterCatalogue.Page;
import dev.plimsoll.core.port.ParameterCatalogue.Parameter;
import dev.plimsoll.core.port.SecretView;
import dev.plimsoll.core.secrets.AwsService;
import dev.plimsoll.core.secrets.SecretChange;
import dev.plimsoll.operator.queue.Backoff;
import dev.plimsoll.operator.run.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Looks once through all parameters for those that changed while nobody listened, page by page, one
 * page a second: the service takes few such questions. Whoever reads a parameter and has not read
 * since it was modified is touched, within the same budget as everybody.
 */
public final class CatchUp implements Job {

    private static final Duration BETWEEN_PAGES = Duration.ofSeconds(1);

    private final ParameterCatalogue catalogue;
    private final SecretView view;
    private final RefreshJob job;
    private final Optional<String> account;
    private final String region;
    private final Clock clock;
    private final Backoff backoff;
    private Optional<String> next = Optional.empty();
    private Instant due;
    private int failures;
    private boolean done;

    /**
     * @param account whose parameters the catalogue lists, where it is known
     */
    public CatchUp(
            ParameterCatalogue catalogue,
            SecretView view,
            RefreshJob job,
            Optional<String> account,
            String region,
            Clock clock,
            Backoff backoff) {
        this.catalogue = catalogue;
        this.view = view;
        this.job = job;
        this.account = account;
        this.region = region;
        this.clock = clock;
        this.backoff = backoff;
        due = clock.instant();
    }

    @Override
    public boolean step() {
        if (done || clock.instant().isBefore(due)) {
            return false;
        }
        if (!view.ready()) {
            due = clock.instant().plus(BETWEEN_PAGES);
            return false;
        }
        Optional<Page> page = catalogue.page(next);
        if (page.isEmpty()) {
            failures++;
            due = clock.instant().plus(backoff.after(failures));
            return true;
        }
        failures = 0;
        page.get().parameters().forEach(this::offer);
        next = page.get().next();
        done = next.isEmpty();
        due = clock.instant().plus(BETWEEN_PAGES);
        return true;
    }

    private void offer(Parameter parameter) {
        job.missed(
                "catch-up " + parameter.name() + " " + parameter.modifiedAt(),
                new SecretChange(
                        Optional.empty(),
                        Optional.of(AwsService.PARAMETER_STORE),
                        account,
                        Optional.of(region),
                        List.of(parameter.name()),
                        "Missed",
                        Optional.of(parameter.modifiedAt())));
    }

    @Override
    public Optional<Instant> nextDue() {
        return done ? Optional.empty() : Optional.of(due);
    }

    @Override
    public void awaitChange(Duration atMost) throws InterruptedException {
        Thread.sleep(atMost.isNegative() ? Duration.ZERO : atMost);
    }
}
