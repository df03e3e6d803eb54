package dev.plimsoll.cli;

import dev.plimsoll.output.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Says how a result that is a list of things, and nothing else, is written. */
final class TableOptions extends RowOptions {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            completionCandidates = Names.class,
            converter = Converter.class,
            description = "One of ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if not given.")
    private Format format = Format.TABLE;

    @Override
    Format format() {
        return format;
    }

    /** The formats of a list. */
    static final class Names extends ArrayList<String> {

        private static final long serialVersionUID = 1;

        Names() {
            super(
                    List.of(Format.values()).stream()
                            .filter(format -> format != Format.HTML)
                            .map(Format::toString)
                            .toList());
        }
    }

    /** Refuses HTML as it does a format that there is not. */
    static final class Converter implements ITypeConverter<Format> {

        @Override
        public Format convert(String value) {
            Names names = new Names();
            if (names.contains(value.toLowerCase(Locale.ROOT))) {
                return Format.valueOf(value.toUpperCase(Locale.ROOT));
            }
            throw new TypeConversionException(
                    "expected one of %s but was '%s'".formatted(String.join(", ", names), value));
        }
    }
}
