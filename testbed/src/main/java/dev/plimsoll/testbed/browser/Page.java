package dev.plimsoll.testbed.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** One page of a browser, as a person with that window and those settings would have it. */
public final class Page implements AutoCloseable {

    private final DevTools tools;

    Page(DevTools tools) {
        this.tools = tools;
        List.of("Page", "Runtime", "Log", "Network")
                .forEach(domain -> tools.call(domain + ".enable", Map.of()));
    }

    /** Makes the window so large, in CSS pixels. */
    public Page sized(int width, int height) {
        tools.call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        return this;
    }

    /**
     * Prefers a colour scheme.
     *
     * @param scheme {@code light} or {@code dark}
     */
    public Page preferring(String scheme) {
        tools.call(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
        return this;
    }

    /** Shows the page as it would be printed. */
    public Page printed() {
        tools.call("Emulation.setEmulatedMedia", Map.of("media", "print"));
        return this;
    }

    /** Goes to an address and waits until everything is there. */
    public Page open(URI address) {
        tools.forgetEvents();
        tools.call("Page.navigate", Map.of("url", address.toString()));
        tools.await("Page.loadEventFired");
        return this;
    }

    /**
     * Evaluates an expression in the page; a promise is waited for.
     *
     * @throws IllegalStateException with what the page threw
     */
    public JsonNode evaluate(String expression) {
        JsonNode answer =
                tools.call(
                        "Runtime.evaluate",
                        Map.of(
                                "expression",
                                expression,
                                "returnByValue",
                                true,
                                "awaitPromise",
                                true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(answer.get("exceptionDetails").toString());
        }
        return answer.path("result").path("value");
    }

    /**
     * Waits until an expression holds, looking before every frame.
     *
     * @throws IllegalStateException if it does not within a minute
     */
    public Page until(String expression) {
        evaluate(
                """
                new Promise((done, failed) => {
                  const end = performance.now() + 60000;
                  const look = () => (%s) ? done(true)
                    : performance.now() > end ? failed(new Error('never held')) : requestAnimationFrame(look);
                  look();
                })
                """
                        .formatted(expression));
        return this;
    }

    /** Presses and lets go of a key, such as {@code Tab}, {@code ArrowRight} or {@code Enter}. */
    public Page press(String key) {
        int code =
                switch (key) {
                    case "Tab" -> 9;
                    case "Enter" -> 13;
                    case "End" -> 35;
                    case "Home" -> 36;
                    case "ArrowLeft" -> 37;
                    case "ArrowUp" -> 38;
                    case "ArrowRight" -> 39;
                    case "ArrowDown" -> 40;
                    default -> throw new IllegalArgumentException(key);
                };
        for (String type : List.of(key.equals("Enter") ? "keyDown" : "rawKeyDown", "keyUp")) {
            tools.call(
                    "Input.dispatchKeyEvent",
                    Map.of(
                            "type",
                            type,
                            "key",
                            key,
                            "code",
                            key,
                            "windowsVirtualKeyCode",
                            code,
                            "text",
                            key.equals("Enter") ? "\r" : ""));
        }
        return this;
    }

    /** Types a text into whatever has the focus. */
    public Page type(String text) {
        tools.call("Input.insertText", Map.of("text", text));
        return this;
    }

    /** A PNG of the window, or of the whole page. */
    public byte[] picture(boolean whole) {
        return bytes(
                tools.call(
                        "Page.captureScreenshot",
                        Map.of("format", "png", "captureBeyondViewport", whole)));
    }

    /** The page as a printer would have it, on A4. */
    public byte[] pdf() {
        return bytes(
                tools.call(
                        "Page.printToPDF",
                        Map.of(
                                "paperWidth",
                                8.27,
                                "paperHeight",
                                11.69,
                                "preferCSSPageSize",
                                true)));
    }

    /** What went wrong since the page was opened: errors, warnings, and requests to anywhere. */
    public List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (DevTools.Event event : tools.events()) {
            JsonNode told = event.parameters();
            switch (event.method()) {
                case "Runtime.exceptionThrown" -> complaints.add(told.toString());
                case "Log.entryAdded" -> complaints.add(told.path("entry").path("text").asText());
                case "Runtime.consoleAPICalled" -> complaints.add(told.path("args").toString());
                case "Network.requestWillBeSent" -> request(told, complaints);
                default -> {}
            }
        }
        return complaints;
    }

    private static void request(JsonNode told, List<String> complaints) {
        String address = told.path("request").path("url").asText();
        if (!address.startsWith("file:") && !address.startsWith("data:")) {
            complaints.add("asked for " + address);
        }
    }

    /** Everything that a screen reader is told, in the order of the page: role and name. */
    public List<String> spoken() {
        List<String> spoken = new ArrayList<>();
        for (JsonNode node : tools.call("Accessibility.getFullAXTree", Map.of()).path("nodes")) {
            if (!node.path("ignored").asBoolean()) {
                spoken.add(
                        node.path("role").path("value").asText()
                                + ": "
                                + node.path("name").path("value").asText());
            }
        }
        return spoken;
    }

    private static byte[] bytes(JsonNode answer) {
        return Base64.getDecoder().decode(answer.path("data").asText());
    }

    @Override
    public void close() {
        tools.close();
    }
}
