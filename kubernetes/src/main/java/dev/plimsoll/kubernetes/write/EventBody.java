package dev.plimsoll.kubernetes.write;

import dev.plimsoll.core.port.Journal.Severity;
import dev.plimsoll.core.port.Journal.Subject;
import dev.plimsoll.kubernetes.json.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes the JSON of an {@code events.k8s.io/v1} Event about a cluster-scoped object; such events
 * live in the namespace {@code default}.
 */
final class EventBody {

    static final String NAMESPACE = "default";

    private static final String CONTROLLER = "plimsoll.dev/operator";
    private static final int LONGEST_NOTE = 1024;
    private static final int LONGEST_SUBJECT = 200;

    /** A {@code MicroTime} has exactly six digits. */
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final String instance;
    private final AtomicLong count = new AtomicLong();

    EventBody(String instance) {
        this.instance = instance;
    }

    String json(Subject subject, Severity severity, String reason, String note, Instant now) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeStringField("apiVersion", "events.k8s.io/v1");
            json.writeStringField("kind", "Event");
            json.writeObjectFieldStart("metadata");
            json.writeStringField("name", name(subject, now));
            json.writeStringField("namespace", NAMESPACE);
            json.writeEndObject();
            json.writeStringField("eventTime", MICROS.format(now));
            json.writeStringField("reportingController", CONTROLLER);
            json.writeStringField("reportingInstance", instance);
            json.writeStringField("action", reason);
            json.writeStringField("reason", reason);
            json.writeStringField("note", cut(note, LONGEST_NOTE));
            json.writeStringField(
                    "type",
                    switch (severity) {
                        case NORMAL -> "Normal";
                        case WARNING -> "Warning";
                    });
            json.writeObjectFieldStart("regarding");
            json.writeStringField("apiVersion", subject.apiVersion());
            json.writeStringField("kind", subject.kind());
            json.writeStringField("name", subject.name());
            json.writeStringField("uid", subject.uid());
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    /** Unlike any other event's: by the time, and by a count within this process. */
    private String name(Subject subject, Instant now) {
        long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        return "%s.%x.%x"
                .formatted(
                        cut(subject.name(), LONGEST_SUBJECT).replaceAll("[.-]+$", ""),
                        nanos,
                        count.incrementAndGet());
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
