package dev.plimsoll.kubernetes.kubeconfig;

import java.util.Optional;

/** Gives the bearer token that requests carry. It may block for as long as a plugin may run. */
public interface TokenSource {

    /** The token to send now; empty where none is to be had. */
    Optional<String> token();

    /** Another token in place of one that the server refused; empty where there is no other. */
    Optional<String> replacement(String refused);

    /** Never gives any: client certificates, or nobody. */
    TokenSource NONE =
            new TokenSource() {
                @Override
                public Optional<String> token() {
                    return Optional.empty();
                }

                @Override
                public Optional<String> replacement(String refused) {
                    return Optional.empty();
                }
            };

    /** Always gives the same. */
    record Fixed(String value) implements TokenSource {
        @Override
        public Optional<String> token() {
            return Optional.of(value);
        }

        @Override
        public Optional<String> replacement(String refused) {
            return Optional.empty();
        }
    }
}
