package dev.plimsoll.core.secrets;

import java.util.Optional;

/** What came of reading a message. No sentence in it repeats what the message holds. */
public sealed interface EventReading {

    /** Something has changed. */
    record Changed(SecretChange change) implements EventReading {}

    /**
     * The message is in order and asks for nothing.
     *
     * @param id of the event, where it has one
     * @param change what it is about, where that can be told
     * @param reason a phrase that says why nothing is done
     */
    record Ignored(Optional<String> id, Optional<SecretChange> change, String reason)
            implements EventReading {}

    /**
     * The message cannot be understood, and never will be.
     *
     * @param sentence says what is wrong and what was expected
     */
    record Poison(String sentence) implements EventReading {}
}
