package dev.plimsoll.kubernetes.protobuf;

import com.fasterxml.jackson.core.JsonParser;

/** Holds an object as it came, to be read in whichever way is best. */
public final class ObjectBytes {

    private final Message message;
    private final byte[] bytes;

    ObjectBytes(Message message, byte[] bytes) {
        this.message = message;
        this.bytes = bytes;
    }

    /** Walks over its fields. */
    public MessageBytes fields() {
        return new MessageBytes(bytes);
    }

    /** Reads it as the tokens that its JSON would be. */
    public JsonParser tokens() {
        return ProtobufParser.ofFields(message, bytes);
    }
}
