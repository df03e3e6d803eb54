package dev.plimsoll.aws.queue;

import dev.plimsoll.aws.client.AwsError;
import dev.plimsoll.core.port.QueueStatus.Problem;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says why AWS did not do what it was asked for. */
final class AwsFailure extends Exception {

    private static final long serialVersionUID = 1;
    private static final int LONGEST = 300;
    private static final Set<String> CREDENTIALS =
            Set.of(
                    "ExpiredToken",
                    "ExpiredTokenException",
                    "InvalidClientTokenId",
                    "UnrecognizedClientException",
                    "InvalidAccessKeyId",
                    "SignatureDoesNotMatch",
                    "InvalidSignatureException",
                    "IncompleteSignature",
                    "MissingAuthenticationToken");

    private final transient Problem problem;

    private AwsFailure(String reason, String sentence) {
        super(sentence);
        problem = new Problem(reason, sentence);
    }

    static AwsFailure noAnswer(String asked, long seconds) {
        return new AwsFailure("NoAnswer", "%s had no answer for %d s.".formatted(asked, seconds));
    }

    static AwsFailure of(String asked, SdkException exception) {
        return exception instanceof AwsServiceException service
                ? refused(asked, service)
                : unsent(asked, exception);
    }

    private static AwsFailure refused(String asked, AwsServiceException exception) {
        AwsError error = AwsError.of(exception);
        String sentence =
                "%s was answered with %d %s: %s"
                        .formatted(asked, error.status(), error.code(), cut(error.words()));
        return new AwsFailure(reason(exception, error.code()), sentence);
    }

    private static String reason(AwsServiceException exception, String code) {
        if (CREDENTIALS.contains(code)) {
            return "CredentialsRefused";
        }
        if (code.contains("NonExistentQueue") || code.contains("QueueDoesNotExist")) {
            return "QueueMissing";
        }
        if (exception.isThrottlingException()
                || code.toLowerCase(Locale.ROOT).contains("throttl")
                || code.equals("OverLimit")) {
            return "Throttled";
        }
        return exception.statusCode() == 403 || code.startsWith("AccessDenied")
                ? "AccessDenied"
                : "Failing";
    }

    private static AwsFailure unsent(String asked, SdkException exception) {
        String words = cut(String.valueOf(exception.getMessage()));
        boolean credentials = words.toLowerCase(Locale.ROOT).contains("credentials");
        return new AwsFailure(
                credentials ? "NoCredentials" : "Unreachable",
                "%s could not be sent: %s".formatted(asked, words));
    }

    private static String cut(String words) {
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…";
    }

    Problem problem() {
        return problem;
    }
}
