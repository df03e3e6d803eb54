package dev.plimsoll.kubernetes.protobuf;

import org.jspecify.annotations.Nullable;

/** Where a {@link ProtobufParser} is within a message or a list; used again and again. */
final class Frame {

    Kind kind = Kind.WRAPPER;

    /** The message it is in; null in lists and maps. */
    @Nullable Message message;

    /** The list or map it is in; null in messages. */
    @Nullable Field field;

    /** Announces each element of the list or map. */
    int tag;

    /** What {@link Wire#leave} needs. */
    int outer;

    /** Whether a map's entry has begun and not ended. */
    boolean inEntry;

    /** Whether that entry has a value. */
    boolean hasValue;

    /** What it is in. */
    enum Kind {
        /** A message that JSON shows as an object. */
        OBJECT,
        /** A message whose fields belong to the object around it. */
        INLINE,
        LIST,
        MAP,
        /** Bytes around an object, of which nothing is left to read. */
        WRAPPER
    }

    void message(Kind type, Message of, int limit) {
        kind = type;
        message = of;
        field = null;
        outer = limit;
    }

    void repeated(Kind type, Field of, int announced) {
        kind = type;
        message = null;
        field = of;
        tag = announced;
        inEntry = false;
    }
}
