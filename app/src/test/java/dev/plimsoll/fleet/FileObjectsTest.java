package dev.plimsoll.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.shell.CommandFailure;
import dev.plimsoll.shell.Shell;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileObjectsTest {

    private static final String A = node("\"apiVersion\": \"v1\", \"kind\": \"Node\",", "a");
    private static final String B = node("\"apiVersion\": \"v1\", \"kind\": \"Node\",", "b");
    private static final String POLICY =
            """
            {"apiVersion": "nlp.lento.dev/v1alpha1", "kind": "NodeLabelPolicy",
             "metadata": {"name": "p"},
             "spec": {"strategy": {"type": "oldest", "count": 1}, "labels": {"a": "b"}}}
            """;

    private Path folder;

    @BeforeEach
    void inFolder(@TempDir Path folder) {
        this.folder = folder;
    }

    private static String node(String identity, String name) {
        return """
        {%s "metadata": {"name": "%s", "creationTimestamp": "2026-01-01T00:00:00Z",
         "managedFields": [{"deep": [{"er": {}}]}]}, "status": {"images": [{"names": ["x"]}]}}
        """
                .formatted(identity, name);
    }

    private Fleet read(byte[] content) throws IOException {
        Files.write(folder.resolve("fleet"), content);
        return Fleet.read(new FileObjects(shell(new byte[0]), "fleet"));
    }

    private Fleet read(String content) throws IOException {
        return read(content.getBytes(StandardCharsets.UTF_8));
    }

    private Shell shell(byte[] input) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new Shell(
                new ByteArrayInputStream(input),
                nowhere,
                nowhere,
                Map.of(),
                folder,
                Clock.systemUTC(),
                false);
    }

    private static byte[] zip(String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(bytes)) {
            zipped.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void readsWhatKubectlWrites() throws Exception {
        // When: kubectl sorts the fields, so that the kind of the list comes after its items.
        Fleet fleet =
                read(
                        """
                        {"apiVersion": "v1", "items": [%s, %s, %s], "kind": "List", "metadata": {}}
                        """
                                .formatted(A, POLICY, B));

        // Then
        assertThat(fleet.nodes()).extracting(Node::name).containsExactly("a", "b");
        assertThat(fleet.policies()).extracting(LabelPolicy::name).containsExactly("p");
        assertThat(fleet.asOf()).isEmpty();
    }

    @Test
    void readsWhatTheApiServerAnswers() throws Exception {
        // When
        Fleet fleet =
                read(
                        """
                        {"kind": "NodeList", "apiVersion": "v1", "metadata": {"resourceVersion": "7"},
                         "items": [%s, %s]}
                        """
                                .formatted(node("", "a"), node("", "b")));

        // Then
        assertThat(fleet.nodes()).extracting(Node::name).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%1$s",
                "%1$s%2$s%3$s",
                "{\"items\": [%1$s]} {\"items\": [%2$s]}\n{\"items\": [%3$s]}",
                "{\"kind\": \"List\", \"items\": [{\"kind\": \"List\", \"items\": [%1$s]}]}",
                "{\"metadata\": {\"a\": {}}, \"items\": [%1$s], \"extra\": [[1], {}]}"
            })
    void readsObjectsHoweverTheyAreStrungTogether(String form) throws Exception {
        // When
        Fleet fleet = read(form.formatted(A, B, POLICY));

        // Then
        assertThat(fleet.nodes()).extracting(Node::name).startsWith("a");
        assertThat(fleet.nodes()).hasSize(form.contains("%2") ? 2 : 1);
        assertThat(fleet.policies()).hasSize(form.contains("%3") ? 1 : 0);
    }

    @Test
    void readsAnObjectWhoseKindComesLast() throws Exception {
        // When
        Fleet fleet =
                read(
                        "{\"metadata\": {\"name\": \"a\"}, \"kind\": \"Node\", \"apiVersion\":"
                                + " \"v1\"}");

        // Then
        assertThat(fleet.nodes()).extracting(Node::name).containsExactly("a");
    }

    @Test
    void readsWhenASnapshotWasTaken() throws Exception {
        // When
        Fleet fleet =
                read(
                        """
                        {"apiVersion": "plimsoll.dev/v1alpha1", "kind": "Snapshot", "items": [%s],
                         "asOf": "2026-01-31T12:00:00Z"}
                        """
                                .formatted(A));

        // Then
        assertThat(fleet.asOf()).hasValue(Instant.parse("2026-01-31T12:00:00Z"));
    }

    @Test
    void readsGzipWhateverTheNameAndHoweverManyParts() throws Exception {
        // Given
        byte[] first = zip(A);
        byte[] second = zip(B);
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);

        // When
        Fleet fleet = read(both);

        // Then
        assertThat(fleet.nodes()).extracting(Node::name).containsExactly("a", "b");
    }

    @Test
    void readsStandardInput() throws Exception {
        // When
        Fleet fleet = Fleet.read(new FileObjects(shell(zip(A)), "-"));

        // Then
        assertThat(fleet.nodes()).extracting(Node::name).containsExactly("a");
    }

    @Test
    void takesAnEmptyListForAnEmptyFleet() throws Exception {
        // When
        Fleet fleet = read("{\"apiVersion\": \"v1\", \"items\": [], \"kind\": \"List\"}");

        // Then
        assertThat(fleet.nodes()).isEmpty();
    }

    @Test
    void passesOverOtherKinds() throws Exception {
        // When: a group or version makes another kind.
        Fleet fleet =
                read(
                        A
                                + "{\"apiVersion\": \"v2\", \"kind\": \"Node\", \"spec\":"
                                + " {}}{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"spec\":"
                                + " {\"a\": [{}]}}{\"kind\": \"Odd\"}"
                                + B);

        // Then
        assertThat(fleet.nodes()).extracting(Node::name).containsExactly("a", "b");
    }

    private static final String EXPECTED =
            "; expected a Plimsoll snapshot or what `kubectl get nodes,pods -A -o json` writes.";

    @Test
    void tellsAFileThatIsNotThere() {
        assertThatThrownBy(() -> Fleet.read(new FileObjects(shell(new byte[0]), "gone.json")))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("there is no file gone.json.");
    }

    @Test
    void tellsAFolder() {
        assertThatThrownBy(() -> Fleet.read(new FileObjects(shell(new byte[0]), ".")))
                .isInstanceOf(CommandFailure.class)
                .hasMessage(". cannot be read: Is a directory.");
    }

    @Test
    void tellsAnEmptyFile() {
        assertFails("", "fleet is empty" + EXPECTED);
        assertFails("  \n", "fleet is empty" + EXPECTED);
    }

    @Test
    void tellsWhereAFileIsCutOff() {
        assertFails(
                "{\"items\": [\n" + A.substring(0, A.length() - 10),
                "fleet is cut off at line 3, column 78.");
    }

    @Test
    void tellsWhereAFileIsNoJson() {
        assertFailsWith("kind: List", "fleet is not JSON");
        assertFailsWith(
                "{\"items\": [\n[]]}",
                "fleet cannot be understood at line 2, column 2: expected a Kubernetes object in"
                        + " braces");
    }

    @Test
    void tellsAFileOfOtherKinds() {
        assertFails(
                "{\"apiVersion\": \"v1\", \"kind\": \"Pod\"} {\"a\": 1}",
                "fleet has only 1 of no kind, 1 of kind Pod" + EXPECTED);
    }

    @Test
    void tellsATimeThatIsNone() {
        assertFails(
                "{\"kind\": \"Snapshot\", \"items\": [" + A + "], \"asOf\": \"noon\"}",
                "asOf of the snapshot fleet is noon; expected a time such as"
                        + " 2026-01-31T12:00:00Z.");
    }

    @Test
    void tellsGzipThatIsCutOff() throws Exception {
        byte[] whole = zip(A.repeat(50));
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 9)))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("fleet is cut off: its gzip stream has no end.");
    }

    @Test
    void tellsGzipThatIsDamaged() throws Exception {
        // Given
        byte[] damaged = zip(A.repeat(50));
        damaged[damaged.length - 8] ^= 1;

        // When / Then
        assertThatThrownBy(() -> read(damaged))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("fleet is damaged: gzip says \"Corrupt GZIP trailer\".");
    }

    @Test
    void tellsAFileThatOnlyBeginsLikeGzip() {
        assertThatThrownBy(() ->
                        read(
                                new byte[] {
                                    0x1f, (byte) 0x8b, 'n', 'o', 'n', 'e', 'a', 't', 'a', 'l', 'l'
                                }))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("fleet is damaged: gzip says \"Unsupported compression method\".");
    }

    private void assertFails(String content, String message) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(CommandFailure.class)
                .hasMessage(message);
    }

    private void assertFailsWith(String content, String beginning) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith(beginning)
                .hasMessageEndingWith(EXPECTED);
    }
}
