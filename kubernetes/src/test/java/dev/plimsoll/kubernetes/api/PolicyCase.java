package dev.plimsoll.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A resource from {@code cases/<kind>}, valid or not.
 *
 * @param expect the sentence that refuses it, or how it begins: a field, then what it must be
 * @param server the API server's own words, where a type or a bound of the schema refuses it and
 *     not a rule of ours
 */
record PolicyCase(
        String name,
        Path file,
        JsonNode resource,
        Optional<String> expect,
        Optional<String> server) {

    private static final Path FOLDER = Path.of("src/test/resources/cases");

    static List<PolicyCase> valid() throws IOException {
        return valid("nodelabelpolicy");
    }

    static List<PolicyCase> invalid() throws IOException {
        return invalid("nodelabelpolicy");
    }

    static List<PolicyCase> valid(String kind) throws IOException {
        return in(kind + "/valid");
    }

    static List<PolicyCase> invalid(String kind) throws IOException {
        return in(kind + "/invalid");
    }

    private static List<PolicyCase> in(String folder) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.sorted().map(PolicyCase::read).toList();
        }
    }

    private static PolicyCase read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return new PolicyCase(
                    file.getFileName().toString(),
                    file,
                    new YAMLMapper().readTree(file.toFile()),
                    comment(lines, "# expect: "),
                    comment(lines, "# server: "));
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read", e);
        }
    }

    private static Optional<String> comment(List<String> lines, String start) {
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .findFirst();
    }

    @Override
    public String toString() {
        return name;
    }
}
