package dev.plimsoll;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.constantpool.ConstantPoolBuilder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Writes the classes of jars anew where they are older than Java 6, as picocli's are: the JVM keeps
 * no class in an AOT cache that has no stack maps. {@code ./plimsoll} calls it after a build. A jar
 * of which a class would not be verified stays as it is.
 */
final class ClassRenewal {

    private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;

    /** Any that has stack maps would do; nothing is used that came later. */
    private static final int RENEWED = ClassFile.JAVA_8_VERSION;

    private final ClassFile classes;

    private ClassRenewal(ClassLoader loader) {
        classes =
                ClassFile.of(
                        StackMapsOption.GENERATE_STACK_MAPS,
                        ClassHierarchyResolverOption.of(
                                ClassHierarchyResolver.ofResourceParsing(loader)));
    }

    /**
     * @param args the jars
     */
    public static void main(String[] args) throws IOException {
        for (String jar : args) {
            renew(Path.of(jar));
        }
    }

    static void renew(Path jar) throws IOException {
        Path renewed = Files.createTempFile(jar.toAbsolutePath().getParent(), "renewed", ".jar");
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()});
                ZipFile from = new ZipFile(jar.toFile());
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(renewed))) {
            ClassRenewal renewal = new ClassRenewal(loader);
            for (ZipEntry entry : Collections.list(from.entries())) {
                ZipEntry same = new ZipEntry(entry.getName());
                same.setTime(entry.getTime());
                to.putNextEntry(same);
                try (InputStream content = from.getInputStream(entry)) {
                    byte[] bytes = content.readAllBytes();
                    to.write(entry.getName().endsWith(".class") ? renewal.renewed(bytes) : bytes);
                }
                to.closeEntry();
            }
        } catch (IOException | RuntimeException e) {
            Files.delete(renewed);
            throw e;
        }
        Files.move(renewed, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private byte[] renewed(byte[] bytes) {
        ClassModel model = classes.parse(bytes);
        if (model.majorVersion() >= FIRST_WITH_STACK_MAPS) {
            return bytes;
        }
        // Only code that is taken apart is given stack maps when it is put together.
        ClassTransform takenApart =
                ClassTransform.transformingMethodBodies(
                        CodeTransform.ACCEPT_ALL.andThen((code, element) -> code.with(element)));
        ClassTransform today =
                (built, element) -> {
                    if (element instanceof ClassFileVersion) {
                        built.withVersion(RENEWED, 0);
                    } else {
                        built.with(element);
                    }
                };
        byte[] renewed =
                classes.build(
                        model.thisClass(),
                        ConstantPoolBuilder.of(),
                        built -> built.transform(model, takenApart.andThen(today)));
        classes.verify(renewed).stream()
                .findFirst()
                .ifPresent(problem -> {
                    throw new IllegalStateException(problem);
                });
        return renewed;
    }
}
