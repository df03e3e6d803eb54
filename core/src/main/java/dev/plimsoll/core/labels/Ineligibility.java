package dev.plimsoll.core.labels;

/** Says why a node cannot carry a policy's labels. */
public enum Ineligibility {
    NOT_MATCHED("does not match the nodeSelector"),
    DELETING("is being deleted"),
    CORDONED("is cordoned"),
    BEING_REMOVED("is being removed"),
    VIRTUAL("is no host of its own"),
    WITHOUT_SPREAD_LABEL("lacks the spreadBy label"),
    NEVER_READY("has not been Ready yet"),
    NOT_READY("is NotReady for longer than the grace");

    private final String phrase;

    Ineligibility(String phrase) {
        this.phrase = phrase;
    }

    /** A phrase that completes "this node …" and does not change with time. */
    public String phrase() {
        return phrase;
    }
}
