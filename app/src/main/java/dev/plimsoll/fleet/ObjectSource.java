package dev.plimsoll.fleet;

import dev.plimsoll.shell.CommandFailure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives the objects of a fleet as a stream, from wherever they are. */
public interface ObjectSource {

    /**
     * Gives every object of the wanted kinds to the sink, each once and with a name.
     *
     * @throws dev.plimsoll.shell.CommandFailure when the objects cannot be read to their end
     */
    Found read(Set<ResourceKind> wanted, ObjectSink sink);

    /**
     * What came of reading.
     *
     * @param asOf when the fleet looked like this; empty where the source does not say
     * @param leftOut one phrase for each kind that was there or wanted and was not given
     * @param unread those of the wanted kinds that may not be read, or are not installed
     */
    record Found(Optional<Instant> asOf, List<String> leftOut, Set<ResourceKind> unread) {

        public Found {
            leftOut = List.copyOf(leftOut);
            unread = Set.copyOf(unread);
        }

        /**
         * Takes no answer where the pods are missing: every node would look empty.
         *
         * @throws CommandFailure if they could not be read
         */
        public Found withPods() {
            if (unread.contains(ResourceKind.POD)) {
                throw new CommandFailure(
                        "without the pods every node would look empty: %s."
                                .formatted(String.join(", ", leftOut)));
            }
            return this;
        }
    }
}
