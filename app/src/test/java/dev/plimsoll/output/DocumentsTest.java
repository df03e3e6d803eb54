package dev.plimsoll.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

final class DocumentsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026",
                "2026-01-31",
                "2026-11-22T15:42:43.427Z",
                "1e3",
                "0x1f",
                "017",
                "1_000",
                "12:30",
                ".5",
                "-.inf",
                "+1",
                "~",
                "null",
                "true",
                "Yes",
                "off",
                "y",
                "-",
                "a: b",
                "a #b",
                "*a",
                "&a",
                "!a",
                "%a",
                "@a",
                "`a",
                "[a",
                "{a",
                "? a",
                " a",
                "a ",
                "a\nb",
                "10.0.0.1",
                "<none>",
                "="
            })
    void whatIsTextStaysTextInYaml(String text) {
        // Given
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        // When
        Documents.write(
                Map.of("text", text, "list", List.of(text)),
                DocumentFormat.YAML,
                new PrintStream(bytes, true, StandardCharsets.UTF_8));

        // Then
        assertThat((Object) new Yaml().load(bytes.toString(StandardCharsets.UTF_8)))
                .isEqualTo(Map.of("text", text, "list", List.of(text)));
    }
}
