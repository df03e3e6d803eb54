package dev.plimsoll.core.port;

/** Lets writes through and keeps count of those under way. */
public interface Passage {

    /** Counts a write in; false where none may go. */
    boolean enter();

    /**
     * Counts a write out that was let in.
     *
     * @param answered whether it is over; one without an answer may still arrive
     */
    void leave(boolean answered);

    /** Lets all through. */
    Passage FREE =
            new Passage() {
                @Override
                public boolean enter() {
                    return true;
                }

                @Override
                public void leave(boolean answered) {}
            };
}
