package dev.plimsoll.cli;

import dev.plimsoll.output.Column;
import dev.plimsoll.output.DocumentFormat;
import dev.plimsoll.output.Documents;
import dev.plimsoll.output.Format;
import dev.plimsoll.output.Table;
import dev.plimsoll.shell.Shell;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Says how a result that is a list of things is written, whatever formats it has. */
abstract class RowOptions {

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--no-headers", description = "Leave the headers of table, wide and csv out.")
    private boolean noHeaders;

    @Option(
            names = "--sort-by",
            paramLabel = "COLUMN",
            description =
                    "Sort the rows of table, wide, csv and name by this column of wide, numbers"
                            + " from the largest.")
    private @Nullable String sortBy;

    /**
     * A result in every form it can take.
     *
     * @param table how rows are laid out
     * @param brief which rows the narrow table has; all others have every row
     * @param name of the thing that a row is about, as kubectl takes it; rows without one are
     *     passed over
     * @param document makes what JSON and YAML show
     * @param <R> a row
     */
    record Result<R>(
            Table<R> table,
            List<R> rows,
            Predicate<R> brief,
            Function<R, @Nullable String> name,
            Supplier<?> document) {

        /** With a document that is there anyway. */
        Result(
                Table<R> table,
                List<R> rows,
                Predicate<R> brief,
                Function<R, @Nullable String> name,
                Record document) {
            this(table, rows, brief, name, () -> document);
        }
    }

    abstract Format format();

    /** Writes a result in every format but HTML, which is nothing but a page of its own. */
    <R> void write(Result<R> result, Shell shell) {
        List<R> rows = sorted(result);
        switch (format()) {
            case TABLE ->
                    result.table()
                            .write(
                                    rows.stream().filter(result.brief()).toList(),
                                    false,
                                    !noHeaders,
                                    shell.colour(),
                                    shell.out());
            case WIDE -> result.table().write(rows, true, !noHeaders, shell.colour(), shell.out());
            case CSV -> result.table().writeCsv(rows, !noHeaders, shell.out());
            case JSON -> Documents.write(result.document().get(), DocumentFormat.JSON, shell.out());
            case YAML -> Documents.write(result.document().get(), DocumentFormat.YAML, shell.out());
            case NAME ->
                    rows.stream()
                            .map(result.name())
                            .filter(Objects::nonNull)
                            .distinct()
                            .forEach(shell.out()::println);
            case HTML -> throw new IllegalStateException("a page is no list");
        }
    }

    private <R> List<R> sorted(Result<R> result) {
        String wanted = sortBy;
        if (wanted == null) {
            return result.rows();
        }
        Column<R> column =
                result.table()
                        .column(wanted)
                        .orElseThrow(() ->
                                new ParameterException(
                                        spec.commandLine(),
                                        "Invalid value for option '--sort-by': expected one of "
                                                + result.table().names()
                                                + " but was '"
                                                + wanted
                                                + "'"));
        return result.rows().stream().sorted(column.order()).toList();
    }
}
