package dev.plimsoll.core.drain.signal;

import java.util.List;

/** What Prometheus answered to a query of the user's own. */
public sealed interface QueryAnswer {

    /** It answered; no samples mean that nothing meets the query. */
    record Samples(List<Sample> samples) implements QueryAnswer {

        public Samples {
            samples = List.copyOf(samples);
        }
    }

    /**
     * It did not, or not with samples.
     *
     * @param why a sentence
     */
    record Failed(String why) implements QueryAnswer {}
}
