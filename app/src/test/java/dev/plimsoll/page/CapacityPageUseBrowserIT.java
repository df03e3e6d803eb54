package dev.plimsoll.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.testbed.browser.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What one does with the page of {@code capacity -o html}, by mouse, keyboard and ear. */
final class CapacityPageUseBrowserIT {

    private static final String FOCUSED =
            "document.activeElement.getAttribute('aria-label') ||"
                    + " document.activeElement.textContent";

    private static DrawnPages pages;

    @BeforeAll
    static void start() throws IOException {
        pages = DrawnPages.draw();
    }

    @AfterAll
    static void stop() throws IOException {
        pages.close();
    }

    @Test
    void isWalkedByKeyboardFromTheBarsToTheTable() {
        try (Page page = pages.page(2000, "light", DrawnPages.WIDE)) {
            // When: past the skip link and the two buttons, then along the bars.
            List<String> stops = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                stops.add(page.press("Tab").evaluate(FOCUSED).asText());
            }

            // Then
            String fullest = page.evaluate("document.querySelector('#n0 th').dataset.v").asText();
            assertThat(stops.subList(0, 3))
                    .containsExactly("Skip to the table of nodes", "Print", "Dark");
            assertThat(stops.get(3)).startsWith(fullest + ": memory limits 1");
            assertThat(stops.get(4)).isEqualTo("0 to 5%: 2 nodes");
            assertThat(stops.get(5)).isEqualTo("The distribution as a table");
        }
    }

    @Test
    void leadsFromABarToItsRowEvenWhereTheRowIsNotShownYet() {
        try (Page page = pages.page(2000, "light", DrawnPages.WIDE)) {
            // Given
            page.evaluate("document.querySelector('.sky a').focus()");
            String second =
                    page.press("ArrowRight")
                            .evaluate("document.activeElement.getAttribute('href')")
                            .asText();

            // When
            page.press("End").press("Enter");

            // Then
            assertThat(second).isEqualTo("#n1");
            page.until("document.activeElement.id === 'n1999'");
            assertThat(page.evaluate("document.activeElement.offsetHeight > 0").asBoolean())
                    .isTrue();
        }
    }

    @Test
    void sortsFiltersAndChangesItsTheme() {
        try (Page page = pages.page(100, "light", DrawnPages.WIDE)) {
            // When
            page.evaluate("document.querySelector('#node-table th:first-child button').click()");
            page.evaluate("document.querySelector('#filter').focus()");
            page.type("r5.xlarge");
            page.evaluate("document.querySelector('#theme').click()");

            // Then
            JsonNode shown =
                    page.evaluate(
                            """
                            [...document.querySelectorAll('#node-table tbody tr')]
                                .filter(row => !row.hidden).map(row => row.cells[0].textContent)
                            """);
            List<String> texts = new ArrayList<>();
            shown.forEach(row -> texts.add(row.asText()));
            assertThat(texts).isNotEmpty().allMatch(text -> text.contains("r5.xlarge"));
            assertThat(page.evaluate("document.querySelector('#found').textContent").asText())
                    .isEqualTo(texts.size() + " found");
            assertThat(
                            page.evaluate(
                                            "document.querySelector('#node-table"
                                                    + " th').getAttribute('aria-sort')")
                                    .asText())
                    .isEqualTo("ascending");
            assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor").asText())
                    .isEqualTo("rgb(13, 19, 25)");
            assertThat(page.evaluate(Contrast.TOO_FAINT)).isEmpty();
            assertThat(page.complaints()).isEmpty();
        }
    }

    @Test
    void tellsAScreenReaderWhatTheGraphsShow() {
        try (Page page = pages.page(5, "light", DrawnPages.WIDE)) {
            // When
            List<String> spoken = page.spoken();

            // Then
            assertThat(spoken)
                    .contains(
                            "heading: Capacity",
                            "group: Memory limits of every node",
                            "group: Nodes at each share of memory limits",
                            "image: 60 to 65%: 1 node",
                            "table: Nodes, with memory and CPU limits as a share of what each"
                                    + " offers",
                            "columnheader: Memory limits")
                    .filteredOn(line -> line.startsWith("link: ip-10-"))
                    .hasSize(5)
                    .allMatch(
                            line -> line.contains(": memory limits ") && line.contains("requests"));
        }
    }
}
