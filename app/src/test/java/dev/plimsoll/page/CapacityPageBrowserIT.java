package dev.plimsoll.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.cli.CommandRun;
import dev.plimsoll.testbed.browser.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of {@code capacity -o html} in Chromium, at every size and in both themes. */
final class CapacityPageBrowserIT {

    private static final String OUT_OF_ITS_CELL =
            """
            [...document.querySelectorAll('.loads td > *')].filter(e => e.checkVisibility()).filter(e => {
              const inner = e.getBoundingClientRect(), cell = e.closest('td').getBoundingClientRect();
              return inner.right > cell.right + 1 || inner.left < cell.left - 1;
            }).map(e => e.textContent)\
            """;

    private static DrawnPages pages;

    @BeforeAll
    static void start() throws IOException {
        pages = DrawnPages.draw();
    }

    @AfterAll
    static void stop() throws IOException {
        pages.close();
    }

    @ParameterizedTest
    @CsvSource({
        "5, light, 1280",
        "5, dark, 360",
        "100, light, 360",
        "100, dark, 1280",
        "2000, light, 1280",
        "2000, dark, 360"
    })
    void isReadableWithoutAComplaintAndWithinTheWindow(int nodes, String scheme, int width)
            throws IOException {
        // When
        try (Page page = pages.page(nodes, scheme, width)) {
            Files.write(
                    DrawnPages.FOLDER.resolve(
                            "capacity-%d-%s-%d.png".formatted(nodes, scheme, width)),
                    page.picture(true));

            // Then
            assertThat(page.complaints()).isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth").asInt())
                    .isLessThanOrEqualTo(width);
            assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor").asText())
                    .isEqualTo(scheme.equals("dark") ? "rgb(13, 19, 25)" : "rgb(246, 247, 244)");
            assertThat(page.evaluate(Contrast.TOO_FAINT)).isEmpty();
            assertThat(page.evaluate(OUT_OF_ITS_CELL)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 100, 2000})
    void showsTheFiguresOfTheJson(int nodes) throws IOException {
        // Given
        JsonNode document = pages.document(nodes);

        // When
        try (Page page = pages.page(nodes, "light", DrawnPages.WIDE)) {
            JsonNode rows =
                    page.evaluate(
                            """
                            [...document.querySelectorAll('#node-table tbody tr')].map(row => ({
                                name: row.cells[0].dataset.v, memoryLimits: Number(row.cells[1].dataset.v),
                                cpuLimits: Number(row.cells[2].dataset.v), pods: Number(row.cells[3].dataset.v),
                                memoryContainers: Number(row.cells[4].dataset.v),
                                memory: row.cells[1].textContent.trim()}))
                            """);

            // Then
            List<String> wanted = new ArrayList<>();
            for (JsonNode node : document.get("nodes")) {
                JsonNode share = node.get("share");
                wanted.add(
                        String.format(
                                Locale.ROOT,
                                "%s %s %s %s %s %.1f%% requests %.1f%%",
                                node.get("name").asText(),
                                share.get("memoryLimits").asDouble(),
                                share.get("cpuLimits").asDouble(),
                                node.get("pods").asInt(),
                                node.get("unbounded").get("memoryContainers").asInt(),
                                share.get("memoryLimits").asDouble() * 100,
                                share.get("memoryRequests").asDouble() * 100));
            }
            List<String> shown = new ArrayList<>();
            for (JsonNode row : rows) {
                shown.add(
                        "%s %s %s %s %s %s"
                                .formatted(
                                        row.get("name").asText(),
                                        row.get("memoryLimits").asDouble(),
                                        row.get("cpuLimits").asDouble(),
                                        row.get("pods").asInt(),
                                        row.get("memoryContainers").asInt(),
                                        row.get("memory")
                                                .asText()
                                                .replaceFirst("% .* requests", "% requests")));
            }
            assertThat(shown).hasSize(nodes).containsExactlyInAnyOrderElementsOf(wanted);
            assertThat(page.evaluate("document.querySelectorAll('.sky a').length").asInt())
                    .isEqualTo(nodes);
            assertThat(sums(page)).isEqualTo(sums(document));
        }
    }

    private static String sums(Page page) {
        return page.evaluate(
                        """
                        (() => { const text = (s) => document.querySelector(s).textContent.replaceAll(',', '');
                        return [...document.querySelectorAll('[data-total]')].map(b => b.textContent).join(' ')
                          + ' | ' + text('[data-unbounded=memoryContainers]') + ' ' + text('[data-unbounded=cpuContainers]')
                          + ' | ' + [...document.querySelectorAll('#qos tbody tr')].map(r => r.cells[1].textContent.replaceAll(',', '')).join(' ')
                          + ' | ' + [...document.querySelectorAll('#distribution tbody tr')].reduce((n, r) => n + Number(r.cells[1].textContent.replaceAll(',', '')), 0)
                          + ' | ' + [...document.querySelectorAll('#workloads tbody tr')].reduce((n, r) => n + Number(r.cells[3].dataset.v), 0)})()
                        """)
                .asText();
    }

    private static String sums(JsonNode document) {
        JsonNode total = document.get("total");
        JsonNode share = total.get("share");
        return String.format(
                Locale.ROOT,
                "%.1f%% %.1f%% %.1f%% %.1f%% | %d %d | %d %d %d | %d | %d",
                share.get("memoryLimits").asDouble() * 100,
                share.get("memoryRequests").asDouble() * 100,
                share.get("cpuLimits").asDouble() * 100,
                share.get("cpuRequests").asDouble() * 100,
                total.get("unbounded").get("memoryContainers").asInt(),
                total.get("unbounded").get("cpuContainers").asInt(),
                total.get("qos").get("Guaranteed").asInt(),
                total.get("qos").get("Burstable").asInt(),
                total.get("qos").get("BestEffort").asInt(),
                total.get("nodes").asInt(),
                total.get("pods").asInt());
    }

    @Test
    void printsLightAndShort() throws IOException {
        try (Page page = pages.page(100, "dark", DrawnPages.WIDE)) {
            // When
            byte[] pdf = page.pdf();

            // Then
            Files.write(DrawnPages.FOLDER.resolve("capacity-100.pdf"), pdf);
            String text = new String(pdf, java.nio.charset.StandardCharsets.ISO_8859_1);
            assertThat(text).startsWith("%PDF");
            assertThat(text.split("/Type /Page\\b", -1).length - 1).isBetween(2, 6);
            page.printed();
            assertThat(page.sized(760, 1070).evaluate(OUT_OF_ITS_CELL)).isEmpty();
            assertThat(page.evaluate("getComputedStyle(document.body).color").asText())
                    .isEqualTo("rgb(20, 32, 43)");
            Files.write(
                    DrawnPages.FOLDER.resolve("capacity-100-print.png"),
                    page.sized(760, 1070).picture(true));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | There are no nodes here.",
                "{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"new\"}} | Memory"
                        + " limits add up to \u2013 of what the node offers, requests to \u2013."
            })
    void bearsAFleetThatHasNothingYet(String items, String sentence) throws IOException {
        // Given
        CommandRun run = new CommandRun(DrawnPages.FOLDER);
        run.file(
                "bare.fleet",
                "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[" + items + "]}");
        run.file("bare.html", run.run("capacity", "--from", "bare.fleet", "-o", "html").out());

        // When
        try (Page page = pages.page("bare.html", 360)) {

            // Then
            assertThat(page.complaints()).isEmpty();
            assertThat(page.evaluate("document.querySelector('.verdict p').textContent").asText())
                    .isEqualTo(sentence);
            assertThat(page.evaluate("document.documentElement.scrollWidth").asInt())
                    .isLessThanOrEqualTo(360);
        }
    }

    @Test
    void takesNamesForNothingButText() throws IOException {
        // Given
        CommandRun run = new CommandRun(DrawnPages.FOLDER);
        String evil =
                "<img src=x onerror=window.broken=1>'\"</style><script>window.broken=1</script>";
        String escaped = new ObjectMapper().writeValueAsString(evil);
        run.file(
                "evil.fleet",
                """
                {"apiVersion":"v1","kind":"List","items":[
                {"apiVersion":"v1","kind":"Node","metadata":{"name":%1$s,"labels":{
                  "node.kubernetes.io/instance-type":%1$s,"topology.kubernetes.io/zone":%1$s}},
                  "status":{"allocatable":{"cpu":"4","memory":"8Gi","pods":"58"}}},
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":%1$s,"namespace":%1$s,
                  "ownerReferences":[{"kind":%1$s,"name":%1$s,"controller":true}]},
                  "spec":{"nodeName":%1$s,"containers":[{"name":"c"}]}}]}
                """
                        .formatted(escaped));
        run.file("evil.html", run.run("capacity", "--from", "evil.fleet", "-o", "html").out());

        // When
        try (Page page = pages.page("evil.html", DrawnPages.WIDE)) {

            // Then
            assertThat(page.complaints()).isEmpty();
            assertThat(page.evaluate("window.broken === undefined").asBoolean()).isTrue();
            assertThat(page.evaluate("document.images.length").asInt()).isZero();
            assertThat(page.evaluate("document.querySelector('#n0 th').dataset.v").asText())
                    .isEqualTo(evil);
            assertThat(
                            page.evaluate("document.querySelector('#workloads tbody th').dataset.v")
                                    .asText())
                    .isEqualTo(evil);
        }
    }
}
