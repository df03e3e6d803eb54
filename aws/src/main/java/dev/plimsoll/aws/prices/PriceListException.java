package dev.plimsoll.aws.prices;

/** AWS gave no prices: the message is a sentence that says which call failed, and why. */
public final class PriceListException extends Exception {

    private static final long serialVersionUID = 1;

    PriceListException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    PriceListException(String sentence) {
        super(sentence);
    }
}
