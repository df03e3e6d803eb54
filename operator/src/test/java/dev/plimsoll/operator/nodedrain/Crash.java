package dev.plimsoll.operator.nodedrain;

/** Ends the process that was about to write, or has just written. */
final class Crash extends Error {

    private static final long serialVersionUID = 1;
}
