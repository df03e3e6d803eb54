package dev.plimsoll.kubernetes.connection;

/** Says why the cluster cannot be talked to, in a way that tells a person what to do. */
public sealed interface AccessProblem {

    /** One whole sentence. */
    String sentence();

    /** No usable kubeconfig, context or service account. */
    record Unconfigured(String sentence) implements AccessProblem {}

    /**
     * Nothing answers, or what answered fell silent.
     *
     * @param server host and port
     * @param cause what went wrong, as the end of a sentence
     */
    record Unreachable(String server, String cause) implements AccessProblem {
        @Override
        public String sentence() {
            return "The API server at " + server + " cannot be reached: " + cause + ".";
        }
    }

    /** The credentials are missing, wrong or expired (401). */
    record Unauthenticated(String server) implements AccessProblem {
        @Override
        public String sentence() {
            return "The API server at "
                    + server
                    + " does not accept the credentials (401): renew them or choose another"
                    + " context.";
        }
    }

    /**
     * A right is missing (403).
     *
     * @param message the API server's own sentence, which names the right
     */
    record Forbidden(String message) implements AccessProblem {
        @Override
        public String sentence() {
            return "The API server forbids it: " + message + ".";
        }
    }

    /**
     * The kind is unknown (404 on its list): its CRD is not installed.
     *
     * @param resource for example {@code nodelabelpolicies.nlp.lento.dev}
     */
    record NotInstalled(String resource) implements AccessProblem {
        @Override
        public String sentence() {
            return "The cluster does not know the resource "
                    + resource
                    + ": install its CustomResourceDefinition (`plimsoll manifests` prints it).";
        }
    }

    /** The fence is closed: another process may lead. */
    record NotLeading() implements AccessProblem {
        @Override
        public String sentence() {
            return "Nothing was written, because this process does not lead now.";
        }
    }

    /**
     * It answers, but with nothing that can be used (5xx, 429, or no Kubernetes API at all).
     *
     * @param message its own words, as the end of a sentence
     */
    record Failing(String server, String message) implements AccessProblem {
        @Override
        public String sentence() {
            return "The API server at " + server + " does not do its work: " + message + ".";
        }
    }
}
