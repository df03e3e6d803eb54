package dev.plimsoll.integrations.notices;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.core.drainpolicy.Notice;
import java.util.Locale;

/** Words a notice as each kind of receiver wants it. */
final class Wording {

    private Wording() {}

    /** As Slack's incoming webhooks take it; what Slack would take for markup is escaped. */
    static String slack(Notice notice) {
        String mark = notice.kind().urgent() ? ":warning: " : "";
        return JsonNodeFactory.instance
                .objectNode()
                .put(
                        "text",
                        "%s*%s* %s\n_policy %s_"
                                .formatted(
                                        mark,
                                        title(notice),
                                        escaped(notice.sentence()),
                                        escaped(notice.policy())))
                .toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String title(Notice notice) {
        String words = kind(notice).replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /**
     * As Alertmanager's API v2 takes it.
     *
     * @see <a
     *     href="https://github.com/prometheus/alertmanager/blob/v0.25.0/api/v2/openapi.yaml">postableAlerts</a>
     */
    static String alert(Notice notice) {
        ArrayNode alerts = JsonNodeFactory.instance.arrayNode();
        ObjectNode alert = alerts.addObject();
        ObjectNode labels =
                alert.putObject("labels")
                        .put("alertname", "PlimsollNodeDrain")
                        .put("kind", kind(notice))
                        .put("policy", notice.policy())
                        .put("severity", notice.kind().urgent() ? "warning" : "info");
        if (!notice.node().isEmpty()) {
            labels.put("node", notice.node());
        }
        alert.putObject("annotations").put("summary", notice.sentence());
        alert.put("startsAt", notice.at().toString());
        return alerts.toString();
    }

    /** As a CloudEvent 1.0 in JSON. */
    static String cloudEvent(Notice notice) {
        ObjectNode event =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("specversion", "1.0")
                        .put("id", notice.id())
                        .put("source", "/plimsoll.dev/nodedrainpolicies/" + notice.policy())
                        .put("type", "dev.plimsoll.nodedrain." + kind(notice))
                        .put("time", notice.at().toString())
                        .put("datacontenttype", "application/json");
        if (!notice.node().isEmpty()) {
            event.put("subject", notice.node());
        }
        event.putObject("data")
                .put("policy", notice.policy())
                .put("node", notice.node())
                .put("kind", kind(notice))
                .put("urgent", notice.kind().urgent())
                .put("message", notice.sentence());
        return event.toString();
    }

    private static String kind(Notice notice) {
        return notice.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
