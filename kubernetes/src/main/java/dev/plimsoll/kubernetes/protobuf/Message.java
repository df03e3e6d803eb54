package dev.plimsoll.kubernetes.protobuf;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Describes a message: which field has which number. */
final class Message {

    private final String name;
    private @Nullable Field[] fields = {};

    Message(String name) {
        this.name = name;
    }

    /** Adds a field, as long as the {@link Messages} are being read. */
    void add(Field field) {
        if (field.number() >= fields.length) {
            fields = Arrays.copyOf(fields, field.number() + 1);
        }
        fields[field.number()] = field;
    }

    /** Finds the field of a tag; null for one that is not known, or known as another type. */
    @Nullable Field field(int tag) {
        int number = tag >>> Field.WIRE_TYPE_BITS;
        Field field = number < fields.length ? fields[number] : null;
        return field != null && field.fits(tag) ? field : null;
    }

    /** All fields, by their numbers. */
    List<Field> fields() {
        return Arrays.stream(fields).filter(Objects::nonNull).toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
