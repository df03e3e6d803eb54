package dev.plimsoll.kubernetes.protobuf;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.core.base.ParserMinimalBase;
import com.fasterxml.jackson.core.json.JsonReadContext;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Derives all that Jackson asks of a parser from its token, its name and its value. */
abstract class ProtobufTokens extends ParserMinimalBase {

    private final JsonStreamContext context = JsonReadContext.createRootContext(null);
    private @Nullable ObjectCodec codec;

    /** The text of a VALUE_STRING. */
    abstract String text() throws IOException;

    /** The value of a VALUE_NUMBER_INT. */
    abstract long number();

    @Override
    public final String getText() throws IOException {
        return switch (currentToken()) {
            case FIELD_NAME -> String.valueOf(currentName());
            case VALUE_STRING -> text();
            case VALUE_NUMBER_INT -> Long.toString(number());
            case null -> "";
            default -> String.valueOf(currentToken().asString());
        };
    }

    @Override
    public final long getLongValue() throws IOException {
        if (currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw new JsonParseException(this, "expected a number");
        }
        return number();
    }

    @Override
    public final int getIntValue() throws IOException {
        long value = getLongValue();
        if (value != (int) value) {
            throw new JsonParseException(this, "the number " + value + " is too large");
        }
        return (int) value;
    }

    @Override
    public final Number getNumberValue() throws IOException {
        return getLongValue();
    }

    @Override
    public final NumberType getNumberType() {
        return NumberType.LONG;
    }

    @Override
    public final BigInteger getBigIntegerValue() throws IOException {
        return BigInteger.valueOf(getLongValue());
    }

    @Override
    public final float getFloatValue() throws IOException {
        return getLongValue();
    }

    @Override
    public final double getDoubleValue() throws IOException {
        return getLongValue();
    }

    @Override
    public final BigDecimal getDecimalValue() throws IOException {
        return BigDecimal.valueOf(getLongValue());
    }

    @Override
    public final char[] getTextCharacters() throws IOException {
        return getText().toCharArray();
    }

    @Override
    public final int getTextLength() throws IOException {
        return getText().length();
    }

    @Override
    public final int getTextOffset() {
        return 0;
    }

    @Override
    public final boolean hasTextCharacters() {
        return false;
    }

    @Override
    public final byte[] getBinaryValue(Base64Variant variant) throws IOException {
        throw new JsonParseException(this, "bytes are not read");
    }

    @Override
    @SuppressWarnings("deprecation")
    public final String getCurrentName() throws IOException {
        return currentName();
    }

    @Override
    public final void overrideCurrentName(String name) {
        throw new UnsupportedOperationException("the name is what the stream says");
    }

    @Override
    public final JsonStreamContext getParsingContext() {
        return context;
    }

    @Override
    @SuppressWarnings("deprecation")
    public final JsonLocation getTokenLocation() {
        return JsonLocation.NA;
    }

    @Override
    @SuppressWarnings("deprecation")
    public final JsonLocation getCurrentLocation() {
        return JsonLocation.NA;
    }

    @Override
    public final JsonLocation currentLocation() {
        return JsonLocation.NA;
    }

    @Override
    public final JsonLocation currentTokenLocation() {
        return JsonLocation.NA;
    }

    @Override
    public final @Nullable ObjectCodec getCodec() {
        return codec;
    }

    @Override
    public final void setCodec(ObjectCodec given) {
        codec = given;
    }

    @Override
    public final Version version() {
        return Version.unknownVersion();
    }

    @Override
    protected final void _handleEOF() {
        // Whoever reads notices the end of the stream where it comes.
    }
}
