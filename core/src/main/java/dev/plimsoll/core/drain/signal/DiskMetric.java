package dev.plimsoll.core.drain.signal;

/** What a filesystem can run out of. */
public enum DiskMetric {
    BYTES("disk"),
    INODES("inodes");

    private final String text;

    DiskMetric(String text) {
        this.text = text;
    }

    /** As a policy and people name it. */
    @Override
    public String toString() {
        return text;
    }
}
