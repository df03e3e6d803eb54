package dev.plimsoll.kubernetes.api;

import dev.plimsoll.core.drainpolicy.NotifyTarget;
import dev.plimsoll.core.drainpolicy.SecretFile;
import dev.plimsoll.core.drainpolicy.SignalSpec;
import dev.plimsoll.core.labels.LabelSyntax;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads whom a NodeDrainPolicy asks and tells. */
final class SignalSpecReader {

    private static final int MOST_LABELS = 16;
    private static final int MOST_TARGETS = 8;
    private static final int LONGEST = 253;
    private static final int LONGEST_URL = 2048;
    private static final Pattern KEY = Pattern.compile("[-._a-zA-Z0-9]+");
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final List<String> KINDS = List.of("slack", "alertmanager", "webhook");

    private SignalSpecReader() {}

    static SignalSpec signals(Field signals) throws InvalidFieldException {
        if (!signals.present()) {
            return new SignalSpec.Kubelet();
        }
        Field prometheus = signals.object().child("prometheus");
        Field kubelet = signals.child("kubelet");
        if (kubelet.present() && prometheus.present()) {
            throw signals.must("have one of kubelet and prometheus");
        }
        if (!prometheus.present()) {
            Optional<Field> _ = kubelet.optional(Field::object);
            return new SignalSpec.Kubelet();
        }
        Field object = prometheus.object();
        return new SignalSpec.Prometheus(
                url(object),
                object.child("orgId")
                        .optional(field ->
                                field.text(
                                        text -> !text.isEmpty() && text.length() <= LONGEST,
                                        "a text of 1 to " + LONGEST + " characters")),
                object.child("bearerToken").optional(SignalSpecReader::secret),
                object.child("ca").optional(SignalSpecReader::secret),
                labels(object.child("labels")));
    }

    private static Map<String, String> labels(Field labels) throws InvalidFieldException {
        Map<String, String> read = new HashMap<>();
        for (Map.Entry<String, Field> label : labels.entries(MOST_LABELS)) {
            if (!LABEL.matcher(label.getKey()).matches()) {
                throw labels.must("have keys that are label names of Prometheus");
            }
            read.put(
                    label.getKey(),
                    label.getValue()
                            .text(
                                    text -> text.length() <= LONGEST,
                                    "a text of at most " + LONGEST + " characters"));
        }
        return read;
    }

    static List<NotifyTarget> targets(Field targets) throws InvalidFieldException {
        List<NotifyTarget> read = new ArrayList<>();
        for (Field target : targets.items(MOST_TARGETS)) {
            read.add(target(target.object()));
        }
        return read;
    }

    private static NotifyTarget target(Field target) throws InvalidFieldException {
        List<String> named = KINDS.stream().filter(kind -> target.child(kind).present()).toList();
        if (named.size() != 1) {
            throw target.must("have exactly one of slack, alertmanager and webhook");
        }
        Field chosen = target.child(named.getFirst()).object();
        return switch (named.getFirst()) {
            case "slack" -> new NotifyTarget.Slack(secret(chosen));
            case "alertmanager" -> new NotifyTarget.Alertmanager(url(chosen));
            default -> new NotifyTarget.Webhook(url(chosen));
        };
    }

    private static SecretFile secret(Field holder) throws InvalidFieldException {
        Field reference = holder.object().child("secretRef").required().object();
        return new SecretFile(
                reference
                        .child("name")
                        .required()
                        .text(
                                name -> name.length() <= LONGEST && LabelSyntax.validPrefix(name),
                                "the name of a Secret"),
                reference
                        .child("key")
                        .required()
                        .text(SignalSpecReader::isKey, "a key of a Secret"));
    }

    /** Never the way out of the folder in which the Secret is mounted. */
    private static boolean isKey(String key) {
        return key.length() <= LONGEST
                && KEY.matcher(key).matches()
                && !key.equals(".")
                && !key.startsWith("..");
    }

    private static URI url(Field holder) throws InvalidFieldException {
        return holder.child("url")
                .required()
                .parsed(SignalSpecReader::address, "an http or https address");
    }

    private static Optional<URI> address(String text) {
        try {
            URI uri = URI.create(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return text.length() <= LONGEST_URL && web && uri.getHost() != null
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
