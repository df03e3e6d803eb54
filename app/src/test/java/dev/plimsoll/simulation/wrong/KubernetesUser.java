package dev.plimsoll.simulation.wrong;

import dev.plimsoll.kubernetes.connection.Pulse;

/** Depends on the API server. */
interface KubernetesUser {
    Pulse[] pulses();
}
