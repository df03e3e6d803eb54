package dev.plimsoll.core.capacity;

import java.util.List;

/** Says what is wrong with a table, in one sentence for every bad line. */
public final class InvalidTableException extends Exception {

    private static final long serialVersionUID = 1;

    private final List<String> sentences;

    InvalidTableException(List<String> sentences) {
        super(String.join("\n", sentences));
        this.sentences = List.copyOf(sentences);
    }

    public List<String> sentences() {
        return sentences;
    }
}
