package dev.plimsoll.kubernetes.lease;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What every {@code coordination.k8s.io/v1} Lease has in common, whatever it is used for. */
public final class LeaseObject {

    /** A {@code MicroTime} has exactly six digits. */
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private LeaseObject() {}

    /** The path of a namespace's leases. */
    public static String collection(String namespace) {
        return "/apis/coordination.k8s.io/v1/namespaces/" + namespace + "/leases";
    }

    /** Writes a time as the fields of a lease have it. */
    public static String time(Instant time) {
        return MICROS.format(time);
    }

    /** Writes what an object that is to be created begins with. */
    public static void head(JsonGenerator json, String namespace, String name) throws IOException {
        json.writeStringField("apiVersion", "coordination.k8s.io/v1");
        json.writeStringField("kind", "Lease");
        json.writeObjectFieldStart("metadata");
        json.writeStringField("name", name);
        json.writeStringField("namespace", namespace);
        json.writeEndObject();
    }
}
