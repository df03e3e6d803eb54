package dev.plimsoll.aws.client;

import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What AWS says of a call that it refuses.
 *
 * @param code such as {@code UnauthorizedOperation}; empty where it names none
 * @param words a sentence, with or without its full stop; may be empty
 * @param status of HTTP
 */
public record AwsError(String code, String words, int status) {

    public static AwsError of(AwsServiceException refusal) {
        Optional<AwsErrorDetails> details = Optional.ofNullable(refusal.awsErrorDetails());
        return new AwsError(
                details.map(AwsErrorDetails::errorCode).orElse(""),
                details.map(AwsErrorDetails::errorMessage).orElse(""),
                refusal.statusCode());
    }

    /** What AWS, or the SDK in its place, says of a call that failed: words without a full stop. */
    public static String said(SdkException failure) {
        String words =
                failure instanceof AwsServiceException refusal && !of(refusal).code.isEmpty()
                        ? of(refusal).code + ": " + of(refusal).words
                        : String.valueOf(failure.getMessage());
        return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
    }
}
