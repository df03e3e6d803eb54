package dev.plimsoll.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.core.fleet.Reading;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** One of our kinds: how the API server has it, what reads it, and its cases. */
enum Kind {
    CONSOLIDATION_POLICY(
            "plimsoll.dev",
            "ConsolidationPolicy",
            "consolidationpolicies",
            resource -> ConsolidationPolicyReader.read(resource).spec()),
    LABEL_POLICY(
            "nlp.lento.dev",
            "NodeLabelPolicy",
            "nodelabelpolicies",
            resource -> LabelPolicyReader.read(resource).spec()),
    NODE_DRAIN(
            "plimsoll.dev",
            "NodeDrain",
            "nodedrains",
            resource -> NodeDrainReader.read(resource).spec()),
    NODE_DRAIN_POLICY(
            "plimsoll.dev",
            "NodeDrainPolicy",
            "nodedrainpolicies",
            resource -> DrainPolicyReader.read(resource).spec()),
    SECRET_REFRESH(
            "plimsoll.dev",
            "SecretRefresh",
            "secretrefreshes",
            resource -> SecretRefreshReader.read(resource).spec());

    private final String group;
    private final String title;
    private final String plural;
    private final Function<JsonNode, Reading<?>> reader;

    Kind(String group, String title, String plural, Function<JsonNode, Reading<?>> reader) {
        this.group = group;
        this.title = title;
        this.plural = plural;
        this.reader = reader;
    }

    String group() {
        return group;
    }

    String title() {
        return title;
    }

    String plural() {
        return plural;
    }

    String api() {
        return group + "/v1alpha1";
    }

    /** What the reader makes of the spec. */
    Reading<?> spec(JsonNode resource) {
        return reader.apply(resource);
    }

    List<PolicyCase> valid() throws IOException {
        return PolicyCase.valid(title.toLowerCase(Locale.ROOT));
    }

    List<PolicyCase> invalid() throws IOException {
        return PolicyCase.invalid(title.toLowerCase(Locale.ROOT));
    }
}
