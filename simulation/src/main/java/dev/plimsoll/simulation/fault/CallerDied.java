package dev.plimsoll.simulation.fault;

/**
 * Ends the operator in the midst of whatever it is doing. An error and no exception: a program that
 * is dead handles nothing.
 */
public final class CallerDied extends Error {

    private static final long serialVersionUID = 1;

    CallerDied() {
        super("the operator was killed", null, false, false);
    }
}
