package dev.plimsoll.serve;

import dev.plimsoll.kubernetes.feed.FeedStatus;
import dev.plimsoll.serve.job.Check;
import dev.plimsoll.serve.job.JobWork;
import dev.plimsoll.serve.job.OperatorJob;
import dev.plimsoll.serve.job.Surroundings;
import dev.plimsoll.serve.job.Watches;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All jobs for as long as this process leads, or looks on. */
final class Term implements AutoCloseable {

    private final Watches watches;
    private final Map<String, JobWork> works = new LinkedHashMap<>();

    Term(Surroundings around, List<OperatorJob> jobs, boolean leading) {
        watches = new Watches(around);
        jobs.forEach(job -> works.put(job.name(), job.begin(watches, leading)));
    }

    /** How the feed of a resource fares, if a job watches it. */
    Optional<FeedStatus> feed(String resource) {
        return watches.status(resource);
    }

    Optional<JobWork> work(String job) {
        return Optional.ofNullable(works.get(job));
    }

    List<Check> readiness() {
        return Stream.concat(
                        watches.readiness().stream(),
                        works.values().stream().flatMap(work -> work.readiness().stream()))
                .toList();
    }

    List<Check> liveness() {
        return Stream.concat(
                        watches.liveness().stream(),
                        works.values().stream().flatMap(work -> work.liveness().stream()))
                .toList();
    }

    /** Has every job write what should be known before the lease is given back. */
    void conclude() {
        works.values().forEach(JobWork::conclude);
    }

    /** Ends the work first, so that nobody decides on what is no longer watched. */
    @Override
    public void close() {
        works.values().forEach(JobWork::close);
        watches.close();
    }
}
