package dev.plimsoll.output;

import dev.plimsoll.shell.CommandFailure;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file whole or not at all: beside its place first, then moved there. */
public final class WholeFile {

    private static final int BUFFER_BYTES = 1 << 16;

    private WholeFile() {}

    /** Writes what the file holds. */
    @FunctionalInterface
    public interface Content {
        void write(OutputStream out) throws IOException;
    }

    /**
     * Writes or replaces the file; only its owner may read it.
     *
     * @throws CommandFailure when it cannot be written; whatever was there before is still there
     */
    public static void write(Path file, Content content) {
        Path target = file.toAbsolutePath();
        try {
            Path folder = target.resolveSibling("");
            Path partial = Files.createTempFile(folder, target.getFileName() + ".", ".part");
            try {
                try (OutputStream out = new Telling(file, Files.newOutputStream(partial))) {
                    content.write(out);
                }
                Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    private static CommandFailure failure(Path file, IOException problem) {
        String why =
                switch (problem) {
                    case NoSuchFileException e -> "there is no such folder";
                    case AccessDeniedException e -> "this is not allowed here";
                    default -> String.valueOf(problem.getMessage());
                };
        return new CommandFailure(
                "the file %s cannot be written: %s.".formatted(file, why), problem);
    }

    /** Makes sure that a full disk is never taken for a fault of what is being copied. */
    private static final class Telling extends FilterOutputStream {

        private final Path file;

        Telling(Path file, OutputStream out) {
            super(new BufferedOutputStream(out, BUFFER_BYTES));
            this.file = file;
        }

        @Override
        public void write(int value) {
            telling(() -> out.write(value));
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            telling(() -> out.write(bytes, from, count));
        }

        @Override
        public void close() {
            telling(super::close);
        }

        private void telling(Write write) {
            try {
                write.run();
            } catch (IOException e) {
                throw failure(file, e);
            }
        }

        @FunctionalInterface
        private interface Write {
            void run() throws IOException;
        }
    }
}
