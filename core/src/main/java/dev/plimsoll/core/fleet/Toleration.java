package dev.plimsoll.core.fleet;

/**
 * Lets a pod onto a tainted node.
 *
 * @param key empty for any
 * @param operator {@code Exists}, or {@code Equal}, which an empty one means too
 * @param effect empty for any
 */
public record Toleration(String key, String operator, String value, String effect) {

    /** Tells whether the taint does not keep the pod away. */
    public boolean tolerates(Taint taint) {
        if ((!effect.isEmpty() && !effect.equals(taint.effect()))
                || (!key.isEmpty() && !key.equals(taint.key()))) {
            return false;
        }
        boolean equal = operator.isEmpty() || operator.equals("Equal");
        return operator.equals("Exists") || (equal && value.equals(taint.value()));
    }
}
