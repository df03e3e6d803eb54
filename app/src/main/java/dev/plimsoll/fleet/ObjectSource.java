package dev.plimsoll.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives the objects of a fleet as a stream, from wherever they are. */
public interface ObjectSource {

    /**
     * Gives every object of the wanted kinds to the sink.
     *
     * @throws dev.plimsoll.shell.CommandFailure when the objects cannot be read to their end
     */
    Found read(Set<ResourceKind> wanted, ObjectSink sink);

    /**
     * What came of reading.
     *
     * @param asOf when the fleet looked like this; empty where the source does not say
     * @param leftOut one phrase for each kind that was there or wanted and was not given
     */
    record Found(Optional<Instant> asOf, List<String> leftOut) {}
}
