package dev.plimsoll.shell;

import java.util.stream.Stream;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Brings what the JDK's loggers are told, {@link System.Logger} among them, into the log that the
 * libraries write to, so that all lines are alike.
 *
 * <p>A provider of {@link System.LoggerFinder} would do so too, but for every command: the JVM asks
 * for such a logger whenever it exits, and a hundred classes would be loaded to log nothing.
 */
public final class PlatformLog {

    private PlatformLog() {}

    /** Does so from now on, unless the JDK's logging was configured by whoever started the JVM. */
    public static void join() {
        boolean configured =
                Stream.of("java.util.logging.config.file", "java.util.logging.config.class")
                        .anyMatch(property -> System.getProperty(property) != null);
        if (!configured) {
            SLF4JBridgeHandler.removeHandlersForRootLogger();
            SLF4JBridgeHandler.install();
        }
    }
}
