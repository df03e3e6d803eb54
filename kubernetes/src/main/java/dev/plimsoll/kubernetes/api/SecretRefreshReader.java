package dev.plimsoll.kubernetes.api;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.secrets.RefreshSpec;
import dev.plimsoll.core.secrets.SecretRefresh;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a SecretRefresh as the API server or a file has it. Nothing is too broken to be read: a
 * spec that breaks a rule becomes {@link Reading.Invalid}, a status that does is taken for empty.
 */
public final class SecretRefreshReader {

    public static final String API_VERSION = "plimsoll.dev/v1alpha1";

    private static final Pattern QUEUE_URL = Pattern.compile("https?://[^/\\s]+/\\S+");
    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-[0-9]+");
    private static final Pattern NAMES = Pattern.compile("[-a-z0-9.*]{1,253}");
    private static final int MOST_PATTERNS = 64;
    private static final int MOST_TOUCHES = 1000;
    private static final int LONGEST_POINTER = 256;

    private SecretRefreshReader() {}

    /** Reads one resource (not a list); what its metadata lack is empty or 0. */
    public static SecretRefresh read(JsonNode resource) {
        JsonNode metadata = resource.path("metadata");
        JsonNode status = resource.path("status");
        return new SecretRefresh(
                metadata.path("name").asText(),
                metadata.path("uid").asText(),
                metadata.path("resourceVersion").asText(),
                metadata.path("generation").asLong(),
                metadata.hasNonNull("deletionTimestamp"),
                Field.reading(resource, SecretRefreshReader::spec),
                SecretRefreshStatusJson.read(status),
                Conditions.since(status));
    }

    private static RefreshSpec spec(Field resource) throws InvalidFieldException {
        Field spec = resource.child("spec").required().object();
        Field sqs = spec.child("sqs").required().object();
        String queueUrl =
                sqs.child("queueUrl")
                        .required()
                        .text(
                                url -> QUEUE_URL.matcher(url).matches(),
                                "the URL of a queue, such as"
                                    + " https://sqs.us-east-2.amazonaws.com/123456789012/plimsoll-secrets");
        return new RefreshSpec(
                queueUrl,
                sqs.child("region").optional(SecretRefreshReader::region),
                patterns(spec.child("namespaces")),
                patterns(spec.child("names")),
                spec.child("touchesPerSecond")
                        .optional(SecretRefreshReader::touches)
                        .orElse(RefreshSpec.TOUCHES_PER_SECOND),
                spec.child("whenIneffective")
                        .optional(each -> choice(each, "Report", "Force"))
                        .orElse(false),
                spec.child("nameAt").optional(SecretRefreshReader::pointer),
                spec.child("catchUp")
                        .optional(each -> choice(each, "Never", "ParameterStore"))
                        .orElse(false));
    }

    private static String region(Field field) throws InvalidFieldException {
        return field.text(text -> REGION.matcher(text).matches(), "a region, such as us-east-2");
    }

    private static List<String> patterns(Field field) throws InvalidFieldException {
        List<String> patterns = new ArrayList<>();
        for (Field item : field.items(MOST_PATTERNS)) {
            patterns.add(
                    item.text(
                            text -> NAMES.matcher(text).matches(),
                            "a name, in which * stands for any characters"));
        }
        return patterns;
    }

    private static int touches(Field field) throws InvalidFieldException {
        JsonNode node = field.node();
        field.check(
                node.canConvertToInt()
                        && node.isIntegralNumber()
                        && node.intValue() >= 1
                        && node.intValue() <= MOST_TOUCHES,
                "an integer from 1 to " + MOST_TOUCHES);
        return node.intValue();
    }

    /** Reads one of two words; true for the second. */
    private static boolean choice(Field field, String no, String yes) throws InvalidFieldException {
        return field.parsed(
                word ->
                        word.equals(yes)
                                ? Optional.of(true)
                                : word.equals(no) ? Optional.of(false) : Optional.empty(),
                no + " or " + yes);
    }

    private static String pointer(Field field) throws InvalidFieldException {
        return field.text(
                SecretRefreshReader::isPointer,
                "empty, for the whole message, or a JSON pointer such as /secret/name");
    }

    private static boolean isPointer(String text) {
        try {
            JsonPointer.compile(text);
            return text.length() <= LONGEST_POINTER;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
