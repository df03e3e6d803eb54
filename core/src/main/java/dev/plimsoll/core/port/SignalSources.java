package dev.plimsoll.core.port;

import dev.plimsoll.core.drainpolicy.SignalSpec;

/** Finds whom a policy asks. */
public interface SignalSources {

    DiskSource disks(SignalSpec spec);

    /** Whom its own queries go to; where it names no Prometheus, each has a sentence for answer. */
    QuerySource queries(SignalSpec spec);
}
