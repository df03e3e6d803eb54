package dev.plimsoll.testbed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One truly real node beside those that kwok plays: kubelet, containerd, runc and CNI plug-ins,
 * with a disk of its own of 600 MB and 20,000 inodes on which everything lies that a node writes.
 * What its summary says, disk pressure, image collection and evictions are the kubelet's own doing,
 * and its pods are containers that end in their own time.
 *
 * <p>It needs root on Linux. It ends with {@link #close()} or with this JVM, however that ends; see
 * {@code real-node.sh}.
 */
public final class RealNode implements AutoCloseable {

    /** The image of everything that runs on it: it waits, and leaves when it is asked to. */
    public static final String IMAGE = RealNodeFiles.IMAGE;

    private final ControlPlane controlPlane;
    private final String name;
    private final Workplace files;
    private final Path script;
    private final Server server;

    private RealNode(ControlPlane controlPlane, String name, ControlPlaneOptions options) {
        this.controlPlane = controlPlane;
        this.name = name;
        Path directory = options.directory();
        files = directory == null ? Workplace.temporary() : Workplace.at(directory);
        Path built = Path.of(Script.run("testbed/real-node/build"));
        script = files.copy("real-node.sh");
        var configuration = new RealNodeFiles(files, controlPlane, name);
        configuration.write();
        NodeDisk.make(files.path("disk.ext4"));
        List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString(), "run"));
        command.add(files.root().toString());
        command.add(configuration.address());
        command.add(built.resolve("kubelet").toString());
        command.add(built.resolve("pod.tar").toString());
        command.addAll(configuration.flags());
        server = new Server(command, files.path("kubelet.log"), options, this::ready);
    }

    /**
     * Starts a node and waits until it is Ready, some ten seconds; the very first start on a
     * machine builds the kubelet, which takes a minute.
     *
     * @throws IllegalStateException with the end of its log if it does not become Ready
     */
    public static RealNode start(ControlPlane controlPlane, String name) {
        return start(controlPlane, name, ControlPlaneOptions.defaults());
    }

    /** Starts a node that may outlive this JVM; of the options only that and the folder count. */
    static RealNode start(ControlPlane controlPlane, String name, ControlPlaneOptions options) {
        var node = new RealNode(controlPlane, name, options);
        try {
            // Of a node of that name that was killed: it would look Ready.
            controlPlane.api().send("DELETE", "/api/v1/nodes/" + name, null);
            node.server.start();
            return node;
        } catch (RuntimeException e) {
            node.close();
            throw e;
        }
    }

    /** Returns the node's name. */
    public String name() {
        return name;
    }

    /** Returns its disk, to be filled. */
    public NodeDisk disk() {
        // Seen from outside, its root directory is that of the first process of its namespaces.
        long first =
                ProcessHandle.of(server.pid())
                        .flatMap(outer -> outer.children().findFirst())
                        .orElseThrow(() -> new IllegalStateException(name + " does not run."))
                        .pid();
        return new NodeDisk(Path.of("/proc/" + first + "/root/var/lib"));
    }

    /** Returns its outermost process, to be killed; all of the node ends with it. */
    public Server server() {
        return server;
    }

    /**
     * Ends it, as a lost machine would, and removes all that was its own; its Node object stays.
     */
    @Override
    public void close() {
        server.kill();
        Command.run("/bin/sh", script.toString(), "tidy");
        files.remove();
    }

    private boolean ready() {
        var node = controlPlane.api().send("GET", "/api/v1/nodes/" + name, null);
        if (!node.succeeded()) {
            return false;
        }
        for (var condition : node.json().path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }
}
