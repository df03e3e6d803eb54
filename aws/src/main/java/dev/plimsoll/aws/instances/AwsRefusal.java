package dev.plimsoll.aws.instances;

import dev.plimsoll.aws.client.AwsError;
import dev.plimsoll.core.port.WriteOutcome;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says as an outcome why AWS did not do what it was asked for. */
final class AwsRefusal {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofSeconds(30);

    private static final Set<String> UNKNOWN_INSTANCE =
            Set.of("InvalidInstanceID.NotFound", "InvalidInstanceID.Malformed");

    /** The group is at something else, and will be done with it. */
    private static final Set<String> IN_PROGRESS =
            Set.of("ScalingActivityInProgress", "ResourceContention", "IncorrectInstanceState");

    private AwsRefusal() {}

    static boolean unknownInstance(SdkException failure) {
        return failure instanceof AwsServiceException service
                && UNKNOWN_INSTANCE.contains(code(service));
    }

    /** Judges a question: whatever became of it, nothing was done. */
    static <T> WriteOutcome<T> ofLook(String asked, SdkException failure) {
        WriteOutcome<T> outcome = ofWrite(asked, failure);
        return outcome instanceof WriteOutcome.Doubtful<T>(String message)
                ? new WriteOutcome.Busy<>(SOON, message)
                : outcome;
    }

    /** Judges a write; one without an answer may have been carried out. */
    static <T> WriteOutcome<T> ofWrite(String asked, SdkException failure) {
        if (failure instanceof AwsServiceException service) {
            return ofAnswer(asked, service);
        }
        String message = "%s had no answer from AWS (%s)".formatted(asked, failure.getMessage());
        String words = String.valueOf(failure.getMessage());
        if (words.contains("load credentials") || words.contains("load token")) {
            return new WriteOutcome.Busy<>(
                    LATER, "there are no credentials for AWS where the SDK looks for them");
        }
        return caused(failure, ConnectException.class)
                        || caused(failure, UnknownHostException.class)
                ? new WriteOutcome.Busy<>(SOON, message)
                : new WriteOutcome.Doubtful<>(message);
    }

    private static <T> WriteOutcome<T> ofAnswer(String asked, AwsServiceException failure) {
        String code = code(failure);
        int status = failure.statusCode();
        if (UNKNOWN_INSTANCE.contains(code)) {
            return new WriteOutcome.Gone<>();
        }
        String message =
                "%s was answered by AWS with %s: %s"
                        .formatted(asked, code, stripped(AwsError.of(failure).words()));
        if (failure.isThrottlingException() || IN_PROGRESS.contains(code)) {
            return new WriteOutcome.Busy<>(SOON, message);
        }
        return status >= 400 && status < 500
                ? new WriteOutcome.Refused<>(status, message)
                : new WriteOutcome.Doubtful<>(message);
    }

    private static String stripped(String sentence) {
        String words = sentence.strip();
        return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
    }

    private static String code(AwsServiceException failure) {
        AwsError error = AwsError.of(failure);
        return error.code().isEmpty() ? Integer.toString(error.status()) : error.code();
    }

    private static boolean caused(Throwable failure, Class<? extends Throwable> type) {
        int depth = 0;
        for (Throwable one = failure; one != null && depth < 20; one = one.getCause(), depth++) {
            if (type.isInstance(one)) {
                return true;
            }
        }
        return false;
    }
}
