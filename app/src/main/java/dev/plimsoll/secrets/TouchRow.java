package dev.plimsoll.secrets;

import dev.plimsoll.core.secrets.SecretUser;

/** What became of one resource that uses a key. */
public record TouchRow(SecretUser user, Result result, String note) {

    /** In the order in which a person wants to see them. */
    public enum Result {
        FAILED("failed"),
        LEFT("left alone"),
        WOULD_TOUCH("would be touched"),
        WOULD_FORCE("would be forced"),
        FORCED("forced"),
        TOUCHED("touched");

        private final String word;

        Result(String word) {
            this.word = word;
        }

        /** As it stands in a table. */
        public String word() {
            return word;
        }
    }
}
