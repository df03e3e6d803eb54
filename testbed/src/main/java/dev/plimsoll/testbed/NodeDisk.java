package dev.plimsoll.testbed;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The disk of a {@link RealNode}, an ext4 of 600 MB with 20,000 inodes. It is filled beside the
 * kubelet's and containerd's folders, by what they cannot collect.
 *
 * @param root where it is mounted
 */
public record NodeDisk(Path root) {
    private static final int BYTES = 600_000_000;
    private static final int INODES = 20_000;
    private static final int CHUNK_BYTES = 1 << 20;

    /** How full it is, as {@code statfs} says it and so the kubelet. */
    public record Use(long bytes, long bytesAvailable, long inodes, long inodesFree) {

        /** Returns the share of bytes that nobody can write any more, 0 to 100. */
        public double bytesPercent() {
            return 100.0 * (bytes - bytesAvailable) / bytes;
        }

        /** Returns the share of inodes that are taken, 0 to 100. */
        public double inodesPercent() {
            return 100.0 * (inodes - inodesFree) / inodes;
        }
    }

    static void make(Path file) {
        Command.run("truncate", "--size=" + BYTES, file.toString());
        // None is reserved for root, so that what is not available is what is used.
        Command.run("mkfs.ext4", "-q", "-m", "0", "-N", "" + INODES, file.toString());
    }

    /** Measures it now. */
    public Use use() {
        String[] figures =
                Command.run("stat", "--file-system", "--format=%S %b %a %c %d", root.toString())
                        .split(" ", -1);
        long block = Long.parseLong(figures[0]);
        return new Use(
                block * Long.parseLong(figures[1]),
                block * Long.parseLong(figures[2]),
                Long.parseLong(figures[3]),
                Long.parseLong(figures[4]));
    }

    /** Writes until that share of its bytes is used, or a little more. */
    public void fillBytes(double percent) {
        byte[] chunk = new byte[CHUNK_BYTES];
        try (OutputStream out = Files.newOutputStream(newFile())) {
            while (use().bytesPercent() < percent) {
                out.write(chunk);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes empty files until that share of its inodes is taken. */
    public void fillInodes(double percent) {
        Use use = use();
        long missing = Math.round(percent / 100 * use.inodes()) - (use.inodes() - use.inodesFree());
        for (long i = 0; i < missing; i++) {
            newFile();
        }
    }

    /** Removes all that it was filled with. */
    public void empty() {
        try (Stream<Path> all = Files.walk(ballast())) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path newFile() {
        try {
            return Files.createTempFile(ballast(), "", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path ballast() throws IOException {
        return Files.createDirectories(root.resolve("ballast"));
    }
}
