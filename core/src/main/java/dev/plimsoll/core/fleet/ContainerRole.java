package dev.plimsoll.core.fleet;

/** Tells why a container is in its pod. */
public enum ContainerRole {
    /** Does the pod's work. */
    APP("app"),
    /** An init container with {@code restartPolicy: Always}: runs beside the others. */
    SIDECAR("sidecar"),
    /** Runs to its end before the others start. */
    INIT("init");

    private final String text;

    ContainerRole(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
