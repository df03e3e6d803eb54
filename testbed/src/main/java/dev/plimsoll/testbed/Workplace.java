package dev.plimsoll.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder in which one control plane keeps its files: keys, configurations, logs and etcd's
 * data.
 *
 * @param root the folder itself, readable only by its owner
 */
record Workplace(Path root) {
    private static final String PREFIX = "plimsoll-testbed-";
    private static final String OWNER = "owner";

    /** Makes a temporary folder, after removing those whose JVM was killed. */
    static Workplace temporary() {
        try {
            Path parent = Path.of(System.getProperty("java.io.tmpdir"));
            removeOrphans(parent);
            var workplace = new Workplace(Files.createTempDirectory(parent, PREFIX));
            workplace.write(OWNER, ownerOf(ProcessHandle.current()));
            return workplace;
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary folder for the control plane", e);
        }
    }

    /** Uses {@code root}, which is made if it is not there. */
    static Workplace at(Path root) {
        try {
            Files.createDirectories(root);
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
            return new Workplace(root.toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException("No folder for the control plane", e);
        }
    }

    Path path(String name) {
        return root.resolve(name);
    }

    Path write(String name, String content) {
        try {
            return Files.writeString(path(name), content, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies a resource of this package into the folder. */
    Path copy(String resource) {
        try (InputStream in = Workplace.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + resource + " is missing.");
            }
            return write(resource, new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Removes the folder; files that its servers make meanwhile may stay, and the next JVM's start
     * removes them.
     */
    void remove() {
        remove(root);
    }

    private static void remove(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // Somebody else removes it, or still writes into it.
        }
    }

    private static void removeOrphans(Path parent) throws IOException {
        try (Stream<Path> folders = Files.list(parent)) {
            for (Path folder : folders.toList()) {
                String name = String.valueOf(folder.getFileName());
                if (name.startsWith(PREFIX) && isOrphan(folder.resolve(OWNER))) {
                    remove(folder);
                }
            }
        }
    }

    private static boolean isOrphan(Path ownerFile) throws IOException {
        try {
            String owner = Files.readString(ownerFile, UTF_8);
            if (owner.isEmpty()) {
                return false;
            }
            long pid = Long.parseLong(owner.substring(0, owner.indexOf(' ')));
            return ProcessHandle.of(pid).map(Workplace::ownerOf).filter(owner::equals).isEmpty();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /**
     * A process id alone may be given to another process later; with the time of its start it is
     * not.
     */
    private static String ownerOf(ProcessHandle process) {
        return process.pid() + " " + process.info().startInstant().map(String::valueOf).orElse("");
    }
}
