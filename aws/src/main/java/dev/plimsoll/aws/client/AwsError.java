package dev.plimsoll.aws.client;

import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

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
}
