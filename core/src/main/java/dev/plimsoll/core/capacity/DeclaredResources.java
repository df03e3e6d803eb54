package dev.plimsoll.core.capacity;

/** Holds a {@code resources} block: of a container, of a pod, or of a container's status. */
public record DeclaredResources(DeclaredAmounts requests, DeclaredAmounts limits) {

    public static final DeclaredResources NONE =
            new DeclaredResources(DeclaredAmounts.NONE, DeclaredAmounts.NONE);
}
