package dev.plimsoll.core.fleet;

/**
 * A port of the node that a pod takes for itself.
 *
 * @param address {@code 0.0.0.0} for all addresses
 * @param protocol such as {@code TCP}
 */
public record HostPort(String address, String protocol, int port) {

    private static final String ALL = "0.0.0.0";

    /** Tells whether no node has both. */
    public boolean clashesWith(HostPort other) {
        return port == other.port
                && protocol.equals(other.protocol)
                && (address.equals(ALL)
                        || other.address.equals(ALL)
                        || address.equals(other.address));
    }
}
