package dev.plimsoll.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That the tests which docs/drain-rules.md names are there. */
class DrainRulesTest {

    private static final Pattern NAMED = Pattern.compile("`(\\w+)#(\\w+)`");

    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        // Given
        Path root = Path.of("..");
        List<MatchResult> named =
                NAMED.matcher(Files.readString(root.resolve("docs/drain-rules.md")))
                        .results()
                        .toList();

        // When
        List<String> missing = new ArrayList<>();
        for (MatchResult one : named) {
            if (!declares(root, one.group(1), one.group(2))) {
                missing.add(one.group());
            }
        }

        // Then
        assertThat(named).hasSizeGreaterThan(80);
        assertThat(missing).isEmpty();
    }

    private static boolean declares(Path root, String type, String method) throws IOException {
        try (Stream<Path> modules = Files.list(root)) {
            for (Path tests :
                    modules.map(module -> module.resolve("src/test/java"))
                            .filter(Files::isDirectory)
                            .toList()) {
                try (Stream<Path> files = Files.walk(tests)) {
                    for (Path file : files.filter(path -> path.endsWith(type + ".java")).toList()) {
                        if (Files.readString(file).contains("void " + method + "(")) {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }
}
