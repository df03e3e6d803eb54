package dev.plimsoll.operator.wrong;

import dev.plimsoll.kubernetes.connection.Pulse;

/** Depends on the API server. */
record KubernetesUser(Pulse pulse) {}
