package dev.plimsoll.integrations.notices;

import dev.plimsoll.core.drainpolicy.Notice;
import dev.plimsoll.core.drainpolicy.NotifyTarget;
import dev.plimsoll.core.drainpolicy.SecretFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Makes the request by which a target is told of a notice.
 *
 * @param secrets finds mounted secrets; they are read for each notice, so that they may change
 */
record Receiver(NotifyTarget target, Function<SecretFile, Path> secrets) {

    /** Says that there is no address to tell; its message holds no part of a secret. */
    static final class UnknownAddressException extends Exception {

        private static final long serialVersionUID = 1;

        UnknownAddressException(String message) {
            super(message);
        }
    }

    /** The kind of channel, for metrics. */
    String channel() {
        return switch (target) {
            case NotifyTarget.Slack _ -> "slack";
            case NotifyTarget.Alertmanager _ -> "alertmanager";
            case NotifyTarget.Webhook _ -> "webhook";
        };
    }

    /** Names it in a sentence, without any address: a webhook's path is often a secret. */
    String title() {
        return switch (target) {
            case NotifyTarget.Slack(SecretFile(String name, String key)) ->
                    "the Slack webhook in %s/%s".formatted(name, key);
            case NotifyTarget.Alertmanager(URI url) -> "Alertmanager at " + url.getHost();
            case NotifyTarget.Webhook(URI url) -> "the webhook at " + url.getHost();
        };
    }

    HttpRequest request(Notice notice) throws UnknownAddressException {
        return switch (target) {
            case NotifyTarget.Slack(SecretFile file) ->
                    post(address(file), "application/json", Wording.slack(notice));
            case NotifyTarget.Alertmanager(URI url) -> {
                String base = url.toString();
                URI alerts = URI.create((base.endsWith("/") ? base : base + "/") + "api/v2/alerts");
                yield post(alerts, "application/json", Wording.alert(notice));
            }
            case NotifyTarget.Webhook(URI url) ->
                    post(url, "application/cloudevents+json", Wording.cloudEvent(notice));
        };
    }

    private URI address(SecretFile file) throws UnknownAddressException {
        try {
            URI uri = URI.create(Files.readString(secrets.apply(file)).strip());
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (web && uri.getHost() != null) {
                return uri;
            }
        } catch (IOException e) {
            throw new UnknownAddressException("cannot be told, for the secret is not mounted");
        } catch (IllegalArgumentException e) {
            // It is said below, without the text.
        }
        throw new UnknownAddressException("cannot be told, for the secret holds no web address");
    }

    private static HttpRequest post(URI uri, String type, String body) {
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build();
    }
}
