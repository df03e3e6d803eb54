package dev.plimsoll.testbed;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Starts a control plane that stays, fills it, and prints how to reach it: the program behind
 * {@code testbed/up}. Prints shell commands and comments on standard output, so that it can be
 * evaluated, and progress on standard error.
 */
final class Up {
    private static final PrintStream OUT = System.out;
    private static final PrintStream ERR = System.err;

    private Up() {}

    /**
     * Runs the program.
     *
     * @param args the folder for its files, the number of nodes, the number of pods on each node,
     *     the number of real nodes: 0 or 1
     */
    public static void main(String[] args) {
        Path directory = Path.of(args[0]);
        var shape =
                FleetShape.ofNodes(Integer.parseInt(args[1]))
                        .withPodsPerNode(Integer.parseInt(args[2]));
        long began = System.nanoTime();
        var controlPlane = ControlPlane.start(ControlPlaneOptions.defaults().detachedIn(directory));
        ERR.printf("plimsoll testbed: ready after %.1f s%n", secondsSince(began));
        if (shape.nodes() > 0) {
            long filling = System.nanoTime();
            new FleetFiller(controlPlane).fill(shape);
            ERR.printf(
                    "plimsoll testbed: made %d nodes and %d pods in %.1f s%n",
                    shape.nodes(), shape.nodes() * shape.podsPerNode(), secondsSince(filling));
        }
        if (Integer.parseInt(args[3]) > 0) {
            Path folder = directory.resolve("real-node");
            var options = ControlPlaneOptions.defaults().detachedIn(folder);
            NodeDisk disk = RealNode.start(controlPlane, "real", options).disk();
            ERR.println("plimsoll testbed: made the real node");
            OUT.println("# disk of the node real: " + disk.root());
            OUT.println("# image for its pods: " + RealNode.IMAGE);
        }
        OUT.println("export KUBECONFIG='" + controlPlane.kubeconfig() + "'");
        OUT.println("# kubectl of this release: " + controlPlane.kubectl());
        OUT.println("# logs and audit log: " + controlPlane.directory());
        OUT.println("# end it with: testbed/down " + controlPlane.directory().getFileName());
        controlPlane.leave();
    }

    private static double secondsSince(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime).toMillis() / 1000.0;
    }
}
