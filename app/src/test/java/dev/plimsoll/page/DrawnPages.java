package dev.plimsoll.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.cli.CommandRun;
import dev.plimsoll.testbed.browser.Browser;
import dev.plimsoll.testbed.browser.Page;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Pages of drawn fleets of 5, 100 and 2,000 nodes, and a Chromium that opens them. */
final class DrawnPages implements AutoCloseable {

    /** Kept, so that one can look at the pages and their pictures. */
    static final Path FOLDER = Path.of("target", "pages");

    static final int WIDE = 1280;
    private static final int HEIGHT = 900;

    private final Browser browser;

    private DrawnPages(Browser browser) {
        this.browser = browser;
    }

    static DrawnPages draw() throws IOException {
        Files.createDirectories(FOLDER);
        CommandRun run = new CommandRun(FOLDER);
        for (int nodes : new int[] {5, 100, 2000}) {
            String fleet =
                    run.file(nodes + ".fleet", DrawnFleet.json(nodes, nodes > 1000 ? 6 : 14));
            for (String format : List.of("html", "json")) {
                CommandRun.Result result =
                        run.run("capacity", "--from", fleet, "--max-share", "60%", "-o", format);
                run.file(nodes + "." + format, result.out());
            }
        }
        return new DrawnPages(Browser.start());
    }

    /** Opens the page of a drawn fleet. */
    Page page(int nodes, String scheme, int width) {
        return browser.newPage()
                .sized(width, HEIGHT)
                .preferring(scheme)
                .open(file(nodes + ".html"));
    }

    /** Opens another page of the folder. */
    Page page(String name, int width) {
        return browser.newPage().sized(width, HEIGHT).open(file(name));
    }

    private static URI file(String name) {
        return FOLDER.resolve(name).toAbsolutePath().toUri();
    }

    JsonNode document(int nodes) throws IOException {
        return new ObjectMapper().readTree(FOLDER.resolve(nodes + ".json").toFile());
    }

    @Override
    public void close() throws IOException {
        browser.close();
    }
}
