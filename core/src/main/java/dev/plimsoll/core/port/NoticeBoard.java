package dev.plimsoll.core.port;

import dev.plimsoll.core.drainpolicy.Notice;
import dev.plimsoll.core.drainpolicy.NotifyTarget;
import java.util.List;

/** Tells people outside of the cluster. It returns at once and never holds up the work. */
@FunctionalInterface
public interface NoticeBoard {

    /** Tells nobody. */
    NoticeBoard NOBODY = (_, _) -> {};

    void post(Notice notice, List<NotifyTarget> targets);
}
