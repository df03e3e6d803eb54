package dev.plimsoll.secrets;

import dev.plimsoll.aws.events.BareName;
import dev.plimsoll.aws.events.EventReader;
import dev.plimsoll.core.secrets.EventReading;
import dev.plimsoll.shell.CommandFailure;
import dev.plimsoll.shell.Shell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Reads a file that holds one event as a queue would deliver it. */
public final class EventFile {

    private EventFile() {}

    /**
     * Reads a file, {@code -} for standard input.
     *
     * @return {@link EventReading.Changed} or {@link EventReading.Ignored}
     * @throws CommandFailure when it cannot be read or understood
     */
    public static EventReading read(Shell shell, String file, Optional<BareName> bareName) {
        boolean stdin = file.equals("-");
        String called = stdin ? "standard input" : file;
        String body;
        try {
            body =
                    new String(
                            stdin
                                    ? shell.in().readAllBytes()
                                    : Files.readAllBytes(shell.folder().resolve(file)),
                            StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new CommandFailure("there is no file " + file + ".", e);
        } catch (IOException e) {
            throw new CommandFailure(called + " cannot be read: " + e.getMessage() + ".", e);
        }
        EventReading reading = new EventReader(bareName).read(body);
        if (reading instanceof EventReading.Poison(String sentence)) {
            String rest = Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
            throw new CommandFailure(called + " cannot be understood: " + rest);
        }
        return reading;
    }
}
