package dev.plimsoll.core.capacity;

/** Says in one sentence which region or type nothing is known of. */
public final class CatalogException extends Exception {

    private static final long serialVersionUID = 1;

    CatalogException(String sentence) {
        super(sentence);
    }
}
