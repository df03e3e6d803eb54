package dev.plimsoll.kubernetes.kubeconfig;

/** A configuration that cannot be used; the message is one sentence that names the file. */
public final class KubeconfigException extends Exception {

    private static final long serialVersionUID = 1;

    public KubeconfigException(String sentence) {
        super(sentence);
    }

    /** Its one sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
