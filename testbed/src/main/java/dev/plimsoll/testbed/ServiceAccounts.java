package dev.plimsoll.testbed;

/**
 * Makes service accounts and their tokens.
 *
 * @param server where they are made, by a user who may
 */
record ServiceAccounts(ApiServer server) {

    /**
     * Returns a new token of the account, good for an hour; makes the account if it is not there.
     */
    String token(String namespace, String name) {
        String path = "/api/v1/namespaces/" + namespace + "/serviceaccounts";
        String account =
                """
                {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "%s"}}\
                """
                        .formatted(name);
        ApiServer.Reply made = server.send("POST", path, account);
        if (!made.succeeded() && made.code() != 409) {
            throw new IllegalStateException(
                    "The service account was refused with %d: %s"
                            .formatted(made.code(), made.body()));
        }
        String request =
                """
                {"apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "spec": {"expirationSeconds": 3600}}
                """;
        return server.successful("POST", path + "/" + name + "/token", request)
                .json()
                .path("status")
                .path("token")
                .asText();
    }
}
