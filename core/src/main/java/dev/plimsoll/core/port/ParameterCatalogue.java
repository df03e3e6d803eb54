package dev.plimsoll.core.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Lists the parameters of Parameter Store without their values. */
@FunctionalInterface
public interface ParameterCatalogue {

    /**
     * Reads one page. It blocks until the answer or a deadline.
     *
     * @param next of the page before; empty for the first
     * @return empty where there was no answer
     */
    Optional<Page> page(Optional<String> next);

    /**
     * @param next empty on the last page
     */
    record Page(List<Parameter> parameters, Optional<String> next) {

        public Page {
            parameters = List.copyOf(parameters);
        }
    }

    /** A parameter and when its value was last set. */
    record Parameter(String name, Instant modifiedAt) {}
}
