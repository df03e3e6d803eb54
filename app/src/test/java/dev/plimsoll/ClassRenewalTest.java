package dev.plimsoll;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ClassRenewalTest {

    @TempDir private Path folder;

    private Path old;
    private Path jar;

    @BeforeEach
    void copy() throws IOException, URISyntaxException {
        old =
                Path.of(
                        CommandLine.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        jar = Files.copy(old, folder.resolve("picocli.jar"));
    }

    private static List<String> classes(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return Collections.list(zip.entries()).stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith("picocli/") && name.endsWith(".class"))
                    .toList();
        }
    }

    private static Set<Integer> versions(Path jar) throws IOException {
        Set<Integer> versions = new TreeSet<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (String name : classes(jar)) {
                try (InputStream content = zip.getInputStream(zip.getEntry(name))) {
                    versions.add(ClassFile.of().parse(content.readAllBytes()).majorVersion());
                }
            }
        }
        return versions;
    }

    @Test
    void everyClassIsOfToday() throws IOException {
        // Given
        assertThat(versions(jar)).containsExactly(ClassFile.JAVA_5_VERSION);

        // When
        ClassRenewal.renew(jar);

        // Then
        assertThat(versions(jar)).containsExactly(ClassFile.JAVA_8_VERSION);
        assertThat(classes(jar)).containsExactlyElementsOf(classes(old)).hasSizeGreaterThan(200);
        assertThat(folder).isDirectoryContaining(file -> file.equals(jar));
        assertThat(Files.list(folder)).hasSize(1);
    }

    @Test
    void theJvmVerifiesEveryClassAndTheyDoAsBefore() throws Exception {
        // Given
        ClassRenewal.renew(jar);
        List<Class<?>> loaded = new ArrayList<>();

        try (URLClassLoader alone =
                new URLClassLoader(
                        new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            // When
            for (String name : classes(jar)) {
                String binary = name.substring(0, name.length() - 6).replace('/', '.');
                if (!binary.startsWith("picocli.groovy")) {
                    loaded.add(Class.forName(binary, true, alone));
                }
            }
            Class<?> line = alone.loadClass("picocli.CommandLine");
            Class<?> spec = alone.loadClass("picocli.CommandLine$Model$CommandSpec");
            Object empty = spec.getMethod("create").invoke(null);
            Object usage =
                    line.getMethod("getUsageMessage")
                            .invoke(line.getConstructor(Object.class).newInstance(empty));

            // Then
            assertThat(loaded).hasSizeGreaterThan(200);
            assertThat(usage).asString().startsWith("Usage: <main class>");
        }
    }
}
