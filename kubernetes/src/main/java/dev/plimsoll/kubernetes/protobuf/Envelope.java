package dev.plimsoll.kubernetes.protobuf;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the {@code runtime.Unknown} in which every object comes: four letters, the object's kind,
 * and the object as bytes.
 */
final class Envelope {

    private static final byte[] MAGIC = "k8s\0".getBytes(StandardCharsets.US_ASCII);

    private Envelope() {}

    /** Reads up to the object, whose length comes next, and answers what message it is. */
    static Message open(Wire wire) throws IOException {
        wire.expect(MAGIC);
        find(wire, Wire.FIRST_LENGTH);
        int outer = wire.enter();
        find(wire, Wire.SECOND_LENGTH);
        String kind = wire.text();
        wire.leave(outer);
        Message message = Messages.of(kind);
        if (message == null) {
            throw new InvalidProtocolBufferException("an object of the kind \"" + kind + "\"");
        }
        find(wire, Wire.SECOND_LENGTH);
        return message;
    }

    /** Passes over everything before a tag that must come. */
    static void find(Wire wire, int wanted) throws IOException {
        for (int next = wire.tag(); next != wanted; next = wire.tag()) {
            if (next == 0) {
                throw new InvalidProtocolBufferException("an envelope without an object");
            }
            wire.skip(next);
        }
    }
}
