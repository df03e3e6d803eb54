package dev.plimsoll.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A checkout with the real launcher, and a Maven and a JDK that are shell scripts: they write down
 * that they were called, and do as they are told by files in {@code orders}.
 */
final class FakeCheckout {

    private static final Path REAL = Path.of("..").toAbsolutePath().normalize();

    private static final String MAVEN =
            """
            #!/bin/sh
            echo "$JAVA_HOME $*" >>"$ORDERS/built"
            while [ -e "$ORDERS/wait" ]; do sleep 0.1; done
            if [ -e "$ORDERS/fail" ]; then echo "[ERROR] no such luck"; exit 1; fi
            mkdir -p app/target/plimsoll/lib
            cat core/src/main/Source >app/target/plimsoll/lib/plimsoll-app.jar
            echo >app/target/plimsoll/lib/picocli-1.jar
            """;

    private static final String JAVA =
            """
            #!/bin/sh
            for argument; do
              case $argument in
                dev.plimsoll.ClassRenewal)
                  for jar; do :; done
                  echo "${jar##*/}" >>"$ORDERS/renewed"
                  exit 1
                  ;;
                -XX:AOTCacheOutput=*)
                  for last; do :; done
                  echo "trained $last" >>"$ORDERS/trained"
                  if [ -e "$ORDERS/fail-training" ]; then exit 1; fi
                  echo cache >"${argument#-XX:AOTCacheOutput=}"
                  exit 0
                  ;;
              esac
            done
            echo "invoked as: $PLIMSOLL_INVOKED_AS"
            echo "terminal: $PLIMSOLL_TERMINAL"
            for argument; do echo "<$argument>"; done
            exit 3
            """;

    private final Path folder;

    FakeCheckout(Path folder) throws IOException {
        this.folder = folder;
        script("checkout/plimsoll", Files.readString(REAL.resolve("plimsoll")));
        script("checkout/bin/find-jdk25", Files.readString(REAL.resolve("bin/find-jdk25")));
        script("checkout/mvnw", MAVEN);
        file("checkout/.mvn/maven.config", "");
        file("checkout/deploy/crds/a.yaml", "");
        file("checkout/pom.xml", "<project/>");
        file("checkout/core/pom.xml", "<project/>");
        file("checkout/core/src/main/Source", "first\n");
        file("checkout/testbed/src/main/Source", "first\n");
        file("jdk/release", "JAVA_VERSION=\"25.0.1\"\n");
        script("jdk/bin/javac", "#!/bin/sh\n");
        script("jdk/bin/java", JAVA);
        Files.createDirectories(folder.resolve("orders"));
        Files.createDirectories(folder.resolve("elsewhere"));
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    void file(String name, String content) throws IOException {
        Files.createDirectories(path(name).getParent());
        Files.writeString(path(name), content);
    }

    private void script(String name, String content) throws IOException {
        file(name, content);
        Files.setPosixFilePermissions(path(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Counts the times that Maven ({@code built}) or a training ({@code trained}) was started. */
    int times(String what) throws IOException {
        Path record = path("orders/" + what);
        return Files.exists(record) ? Files.readAllLines(record).size() : 0;
    }

    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", System.getenv("PATH"));
        environment.put("HOME", folder.resolve("home").toString());
        environment.put("PLIMSOLL_CACHE", folder.resolve("cache").toString());
        environment.put("PLIMSOLL_JAVA_HOME", folder.resolve("jdk").toString());
        environment.put("ORDERS", folder.resolve("orders").toString());
        return environment;
    }

    /** Starts a program in another folder than the checkout, with nothing on standard input. */
    Running start(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.resolve("elsewhere").toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectOutput(Files.createTempFile(folder, "out", "").toFile())
                        .redirectError(Files.createTempFile(folder, "err", "").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Running(
                builder.start(),
                builder.redirectOutput().file().toPath(),
                builder.redirectError().file().toPath());
    }
}
