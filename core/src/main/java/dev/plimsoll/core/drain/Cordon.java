package dev.plimsoll.core.drain;

/** Says whether a node is closed to new pods, and by whom. */
public enum Cordon {
    /** It is open. */
    NONE,
    /** A drain of ours closed it, and may open it again. */
    OURS,
    /** Somebody else closed it, and nobody here opens it. */
    OTHERS
}
