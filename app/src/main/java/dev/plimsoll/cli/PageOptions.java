package dev.plimsoll.cli;

import dev.plimsoll.output.Format;
import picocli.CommandLine.Option;

/** Says how a result is written that is a list of things and a page, too. */
final class PageOptions extends RowOptions {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "One of ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if not given.")
    private Format format = Format.TABLE;

    @Override
    Format format() {
        return format;
    }
}
