package dev.plimsoll.operator.secrets;

/**
 * Counts what a job has done since it was started.
 *
 * @param received messages, repeated deliveries too
 * @param ignored messages that asked for nothing
 * @param repeated deliveries of events that were dealt with or being dealt with
 * @param poison messages that could not be understood
 * @param matched resources that used what had changed
 * @param touched resources that were touched, those by force too
 * @param ineffective resources that were left alone
 * @param failed writes that have to be tried again
 * @param refused writes that the server will never take; their messages come again
 */
public record RefreshTally(
        long received,
        long ignored,
        long repeated,
        long poison,
        long matched,
        long touched,
        long ineffective,
        long failed,
        long refused) {

    static final RefreshTally NONE = new RefreshTally(0, 0, 0, 0, 0, 0, 0, 0, 0);

    RefreshTally plus(Count count) {
        return new RefreshTally(
                received + count.in(Count.RECEIVED),
                ignored + count.in(Count.IGNORED),
                repeated + count.in(Count.REPEATED),
                poison + count.in(Count.POISON),
                matched + count.in(Count.MATCHED),
                touched + count.in(Count.TOUCHED),
                ineffective + count.in(Count.INEFFECTIVE),
                failed + count.in(Count.FAILED),
                refused + count.in(Count.REFUSED));
    }

    /** What is counted, one at a time. */
    enum Count {
        RECEIVED,
        IGNORED,
        REPEATED,
        POISON,
        MATCHED,
        TOUCHED,
        INEFFECTIVE,
        FAILED,
        REFUSED;

        private int in(Count field) {
            return this == field ? 1 : 0;
        }
    }
}
