package dev.plimsoll.kubernetes.kubelet;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.plimsoll.core.drain.signal.NodeSummary;
import dev.plimsoll.core.drain.signal.WatchedNode;
import java.io.IOException;

/** Judges a summary before it is believed. */
final class Summaries {

    private Summaries() {}

    /** An address may have been given to another node since it was read. */
    static SummarySource.Answer of(WatchedNode asked, NodeSummary summary) {
        String answered = summary.disks().node();
        return answered.equals(asked.name())
                ? new SummarySource.Answer.Said(summary)
                : new SummarySource.Answer.Silent(
                        "the kubelet at its address is that of " + answered);
    }

    static String shown(IOException e) {
        return e instanceof JsonProcessingException json
                ? json.getOriginalMessage()
                : String.valueOf(e.getMessage());
    }
}
