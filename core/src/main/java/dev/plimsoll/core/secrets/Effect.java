package dev.plimsoll.core.secrets;

/** Says what a touch of a resource does, and where it does nothing, why and what would. */
public sealed interface Effect {

    /** Whether a touch makes External Secrets read again. */
    default boolean works() {
        return false;
    }

    /** A phrase that says why. */
    String reason();

    /** What does work where the touch does not, when the user asks for it. */
    default Remedy remedy() {
        return Remedy.NONE;
    }

    /** How a refresh can be forced. */
    enum Remedy {
        /** Not at all. */
        NONE,
        /** Empty {@code status.syncedResourceVersion}, then touch: it counts as never read. */
        FORGET_THE_SYNC
    }

    /** The annotation changes, and External Secrets reads again. */
    record Works(String reason) implements Effect {
        @Override
        public boolean works() {
            return true;
        }
    }

    /** {@code refreshPolicy: CreatedOnce}, and it has been read once. */
    record CreatedOnce() implements Effect {
        @Override
        public String reason() {
            return "its refreshPolicy is CreatedOnce and it has been read: it is never read again";
        }

        @Override
        public Remedy remedy() {
            return Remedy.FORGET_THE_SYNC;
        }
    }

    /** {@code refreshInterval: 0}, and it has been read once. */
    record IntervalZero() implements Effect {
        @Override
        public String reason() {
            return "its refreshInterval is 0 and it has been read: it is never read again";
        }

        @Override
        public Remedy remedy() {
            return Remedy.FORGET_THE_SYNC;
        }
    }

    /** A ClusterExternalSecret sets its annotations, and is touched in its place. */
    record Child(String parent) implements Effect {
        @Override
        public String reason() {
            return "its annotations are set by the ClusterExternalSecret "
                    + parent
                    + ", which is touched in its place";
        }
    }

    /** {@code target.immutable: true}: it would be read, but cannot be written. */
    record Immutable() implements Effect {
        @Override
        public String reason() {
            return "its target is immutable: the Secret cannot be written again";
        }
    }

    /** What it writes goes back to where it came from. */
    record PushedBack(String push) implements Effect {
        @Override
        public String reason() {
            return "the PushSecret "
                    + push
                    + " writes its Secret back to this key: a touch would go round in a circle";
        }
    }

    /** It reads one version for ever. */
    record Pinned(String version) implements Effect {
        @Override
        public String reason() {
            return "it is pinned to the version " + version;
        }
    }
}
