package dev.plimsoll.kubernetes.connection;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Puts into words what went wrong between us and the API server. */
final class Diagnosis {

    private Diagnosis() {}

    /** Judges a request that was not answered. */
    static ApiException unanswered(String server, Throwable failure) {
        if (find(failure, WithheldException.class) != null) {
            return new ApiException(Interruption.WITHHELD, new AccessProblem.NotLeading(), failure);
        }
        if (find(failure, HttpConnectTimeoutException.class) != null) {
            return unreachable(server, "no connection was made in time", failure);
        }
        if (find(failure, UnresolvedAddressException.class) != null
                || find(failure, UnknownHostException.class) != null) {
            return unreachable(server, "its name cannot be resolved", failure);
        }
        if (find(failure, ConnectException.class) != null) {
            return unreachable(server, "it refuses the connection", failure);
        }
        if (find(failure, CertificateException.class) != null) {
            return unreachable(server, "its certificate is not trusted", failure);
        }
        Throwable tls = find(failure, SSLHandshakeException.class);
        if (tls != null) {
            return unreachable(server, "TLS failed (" + tls.getMessage() + ")", failure);
        }
        String cause = "the connection broke before an answer (" + failure.getMessage() + ")";
        return new ApiException(
                Interruption.CUT, new AccessProblem.Unreachable(server, cause), failure);
    }

    /** Judges an answer that is no success. */
    static ApiException refused(String server, String path, ApiAnswer answer) {
        String words = answer.status().message();
        String message = answer.code() + (words.isEmpty() ? "" : " " + stripped(words));
        AccessProblem failing = new AccessProblem.Failing(server, message);
        return switch (answer.code()) {
            case 401 ->
                    refused(
                            Interruption.REFUSED,
                            new AccessProblem.Unauthenticated(server),
                            answer);
            case 403 ->
                    refused(
                            Interruption.REFUSED,
                            new AccessProblem.Forbidden(stripped(words)),
                            answer);
            case 404 ->
                    refused(
                            Interruption.REFUSED,
                            new AccessProblem.NotInstalled(resource(path)),
                            answer);
            case 410 -> refused(Interruption.GONE, failing, answer);
            case 429 -> refused(Interruption.BUSY, failing, answer);
            case 503 ->
                    refused(
                            answer.retryAfter().isPresent()
                                    ? Interruption.BUSY
                                    : Interruption.FAILED,
                            failing,
                            answer);
            default -> refused(Interruption.FAILED, failing, answer);
        };
    }

    private static ApiException refused(Interruption how, AccessProblem what, ApiAnswer answer) {
        return new ApiException(how, what, answer.retryAfter(), null);
    }

    private static ApiException unreachable(String server, String cause, Throwable failure) {
        return new ApiException(
                Interruption.UNREACHABLE, new AccessProblem.Unreachable(server, cause), failure);
    }

    /** Names the resource of a list: {@code /apis/GROUP/VERSION/PLURAL} is {@code PLURAL.GROUP}. */
    private static String resource(String path) {
        String[] parts = path.split("[/?]", -1);
        if (parts.length > 4 && parts[1].equals("apis")) {
            return parts[4] + "." + parts[2];
        }
        return parts.length > 3 ? parts[3] : path;
    }

    private static String stripped(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    /** Finds a failure of a type among the causes. */
    static @Nullable Throwable find(Throwable failure, Class<? extends Throwable> type) {
        int depth = 0;
        for (Throwable one = failure; one != null && depth < 20; one = one.getCause(), depth++) {
            if (type.isInstance(one)) {
                return one;
            }
        }
        return null;
    }
}
