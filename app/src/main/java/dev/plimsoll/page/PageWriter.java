package dev.plimsoll.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plimsoll.page.content.CapacityPage;
import dev.plimsoll.page.template.JtecapacityGenerated;
import gg.jte.TemplateOutput;
import gg.jte.html.HtmlInterceptor;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.WriterOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

/**
 * Writes a page that needs nothing beside itself. Its content security policy lets no request leave
 * and no script run but the one whose digest it names, so that not even a name that slipped through
 * the escaping could do anything.
 */
public final class PageWriter {

    private PageWriter() {}

    /** Writes the page as UTF-8 and leaves the stream open. */
    public static void write(CapacityPage page, PrintStream out) {
        String script = resource("capacity.js");
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
        try {
            JtecapacityGenerated.render(
                    new OwaspHtmlTemplateOutput(new WriterOutput(writer)),
                    new Uncut(),
                    page,
                    resource("capacity.css"),
                    script,
                    policy(script));
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String policy(String script) {
        return "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none';"
                + " form-action 'none'; script-src 'sha256-"
                + digest(script)
                + "'";
    }

    private static String digest(String script) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(script.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream file =
                Objects.requireNonNull(PageWriter.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves every tag as the template has it. */
    private static final class Uncut implements HtmlInterceptor {

        @Override
        public void onHtmlTagOpened(
                String name, Map<String, Object> attributes, TemplateOutput output) {}

        @Override
        public void onHtmlTagClosed(String name, TemplateOutput output) {}
    }
}
