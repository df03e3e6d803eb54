package dev.plimsoll.output;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/** Writes records as JSON or YAML; the names and order of their components are the contract. */
public final class Documents {

    private Documents() {}

    public static void write(Object document, DocumentFormat format, PrintStream out) {
        try {
            switch (format) {
                case JSON -> {
                    json().writeValue((OutputStream) out, document);
                    out.println();
                }
                case YAML -> yaml().writeValue((OutputStream) out, document);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectWriter json() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        return JsonMapper.builder()
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .build()
                .writer(
                        new DefaultPrettyPrinter()
                                .withObjectIndenter(lines)
                                .withArrayIndenter(lines));
    }

    private static ObjectMapper yaml() {
        YAMLFactory factory =
                YAMLFactory.builder().stringQuotingChecker(new QuotesForText()).build();
        return YAMLMapper.builder(factory)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                .build();
    }
}
