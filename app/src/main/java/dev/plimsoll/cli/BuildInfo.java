package dev.plimsoll.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Says what this program was built from, as its jar's manifest has it.
 *
 * @param built the time of the commit, not of the build: the same sources give the same jar
 */
record BuildInfo(String version, String commit, String built) {

    private static final String UNKNOWN = "unknown";

    /**
     * Reads the manifest of the jar of this class; where there is no jar, everything is unknown.
     */
    static BuildInfo ofThisProgram() {
        URL self = BuildInfo.class.getResource("BuildInfo.class");
        if (self == null || !self.getProtocol().equals("jar")) {
            return new BuildInfo(UNKNOWN, UNKNOWN, UNKNOWN);
        }
        String jar = self.toString().substring(0, self.toString().indexOf('!'));
        try (InputStream manifest =
                URI.create(jar + "!/META-INF/MANIFEST.MF").toURL().openStream()) {
            return of(new Manifest(manifest).getMainAttributes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BuildInfo of(Attributes manifest) {
        return new BuildInfo(
                orUnknown(manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION)),
                orUnknown(manifest.getValue("Plimsoll-Commit")),
                orUnknown(manifest.getValue("Plimsoll-Built")));
    }

    private static String orUnknown(@Nullable String value) {
        return value == null ? UNKNOWN : value;
    }
}
