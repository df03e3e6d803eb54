package dev.plimsoll.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An object's name is found wherever it stands, and however little of the object is read. */
class NamedParserTest {

    /** Reads some of the object that begins at the parser's token. */
    private interface Reader {
        void read(JsonParser object) throws IOException;
    }

    private static final Reader NOTHING = _ -> {};

    private static final Reader ALL_FIELDS_PASSED_OVER =
            object -> {
                while (object.nextToken() != JsonToken.END_OBJECT) {
                    object.nextToken();
                    object.skipChildren();
                }
            };

    private static final Reader EVERY_VALUE =
            object -> {
                int open = 1;
                while (open > 0) {
                    JsonToken token = object.nextValue();
                    open += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                }
            };

    static Stream<Arguments> objects() {
        List<String> objects =
                List.of(
                        "{'kind':'Pod','metadata':{'name':'p','namespace':'shop'},'spec':{'name':'x'}}",
                        "{'spec':{'metadata':{'name':'x','namespace':'y'}},'metadata':{'namespace':'shop','name':'p'}}",
                        "{'name':'x','metadata':{'labels':{'name':'x'},'ownerReferences':[{'name':'x'}],"
                            + "'namespace':'shop','name':'p','managedFields':['x',{'name':'x'}]},"
                            + "'status':[['x']],'namespace':'x'}");
        return Stream.of(NOTHING, ALL_FIELDS_PASSED_OVER, EVERY_VALUE)
                .flatMap(reader -> objects.stream().map(object -> Arguments.of(reader, object)));
    }

    @ParameterizedTest
    @MethodSource("objects")
    void findsTheName(Reader reader, String object) throws IOException {
        try (JsonParser tokens = new JsonFactory().createParser(object.replace('\'', '"') + "1")) {
            // Given
            tokens.nextToken();
            NamedParser named = new NamedParser(tokens);

            // When
            reader.read(named);
            named.end();

            // Then
            assertThat(named.name()).isEqualTo("p");
            assertThat(named.namespace()).isEqualTo("shop");
            assertThat(tokens.nextToken()).isEqualTo(JsonToken.VALUE_NUMBER_INT);
        }
    }
}
