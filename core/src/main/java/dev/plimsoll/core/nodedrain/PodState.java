package dev.plimsoll.core.nodedrain;

import java.util.Optional;
import java.util.stream.Stream;

/** Where a pod is on its way. */
public enum PodState {
    /** It is to leave, and its turn has not come. */
    WAITING("Waiting"),
    /** It was let go and ends. */
    LEAVING("Leaving"),
    /** Its object is gone. */
    GONE("Gone"),
    /** It does not leave the node. */
    STAYING("Staying");

    private final String text;

    PodState(String text) {
        this.text = text;
    }

    /** Finds a state by how it stands in JSON. */
    public static Optional<PodState> of(String text) {
        return Stream.of(values()).filter(state -> state.text.equals(text)).findFirst();
    }

    /** As it stands in JSON. */
    @Override
    public String toString() {
        return text;
    }
}
