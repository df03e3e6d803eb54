package dev.plimsoll.testbed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/**
 * The loopback ports of one control plane.
 *
 * @param of the port a component serves on
 * @param etcdPeer the port on which etcd would talk to its peers, if it had any
 */
record Ports(Map<Component, Integer> of, int etcdPeer) {
    /**
     * Below the range the kernel takes for outgoing connections, so that none of these can occupy a
     * server's port while it restarts.
     */
    private static final int LOWEST = 20_000;

    private static final int COUNT = 12_000;

    static Ports free() {
        Set<Integer> found = new LinkedHashSet<>();
        while (found.size() <= Component.values().length) {
            found.add(one());
        }
        Map<Component, Integer> of = new EnumMap<>(Component.class);
        var ports = found.iterator();
        for (Component component : Component.values()) {
            of.put(component, ports.next());
        }
        return new Ports(of, ports.next());
    }

    /** Returns a port that is free now. */
    static int one() {
        Random random = new Random();
        while (true) {
            int port = LOWEST + random.nextInt(COUNT);
            if (isFree(port)) {
                return port;
            }
        }
    }

    int port(Component component) {
        return Objects.requireNonNull(of.get(component));
    }

    /** Returns where the component answers, such as {@code https://127.0.0.1:20443}. */
    String url(Component component) {
        boolean plain = component == Component.ETCD || component == Component.KWOK;
        return (plain ? "http" : "https") + "://127.0.0.1:" + port(component);
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
