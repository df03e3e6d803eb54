package dev.plimsoll.core.fleet;

/** Orders pods by whom the kernel kills last when memory runs out. */
public enum QosClass {
    GUARANTEED("Guaranteed"),
    BURSTABLE("Burstable"),
    BEST_EFFORT("BestEffort");

    private final String text;

    QosClass(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
