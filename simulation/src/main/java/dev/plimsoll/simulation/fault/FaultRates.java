package dev.plimsoll.simulation.fault;

/**
 * Says how many calls of a thousand meet each fault.
 *
 * @param overtaken somebody else writes the object first
 * @param busy the server asks to come back
 * @param lost the answer is lost: the request is carried out, or not, or later
 * @param deadly the caller dies over it, in the same three ways
 */
public record FaultRates(int overtaken, int busy, int lost, int deadly) {

    public static final FaultRates NONE = new FaultRates(0, 0, 0, 0);

    /** A bad day. */
    public static final FaultRates ROUGH = new FaultRates(40, 30, 60, 15);

    /** A day on which every third answer is lost. */
    public static final FaultRates STORM = new FaultRates(30, 20, 330, 40);
}
