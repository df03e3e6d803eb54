package dev.plimsoll.kubernetes.kubelet;

import com.fasterxml.jackson.core.JsonParser;
import dev.plimsoll.core.drain.signal.Amount;
import dev.plimsoll.core.drain.signal.Filesystem;
import dev.plimsoll.kubernetes.json.JsonFields;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/** Collects a kubelet's {@code FsStats} as its fields come by; used amounts of several add up. */
final class FsDraft {

    Instant at = Instant.EPOCH;
    long usedBytes;
    long usedInodes;
    private double availableBytes = Double.NaN;
    private double capacityBytes = Double.NaN;
    private double inodesFree = Double.NaN;
    private double inodes = Double.NaN;

    void field(String name, JsonParser value) throws IOException {
        switch (name) {
            case "time" -> at = time(JsonFields.text(value));
            case "availableBytes" -> availableBytes = value.getValueAsDouble(Double.NaN);
            case "capacityBytes" -> capacityBytes = value.getValueAsDouble(Double.NaN);
            case "usedBytes" -> usedBytes += Math.max(0, value.getValueAsLong());
            case "inodesFree" -> inodesFree = value.getValueAsDouble(Double.NaN);
            case "inodes" -> inodes = value.getValueAsDouble(Double.NaN);
            case "inodesUsed" -> usedInodes += Math.max(0, value.getValueAsLong());
            default -> value.skipChildren();
        }
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    /**
     * What is free by what is available: used bytes of an image filesystem are the images' only.
     */
    Filesystem filesystem(String name) {
        return new Filesystem(
                name, Amount.of(capacityBytes, availableBytes), Amount.of(inodes, inodesFree));
    }
}
