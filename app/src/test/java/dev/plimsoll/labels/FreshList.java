package dev.plimsoll.labels;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.kubernetes.api.LabelPolicyReader;
import dev.plimsoll.kubernetes.json.Json;
import dev.plimsoll.kubernetes.nodes.NodeReader;
import dev.plimsoll.testbed.ControlPlane;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** What the API server holds at this moment, asked past every proxy, watch and cache. */
record FreshList(List<Node> nodes, List<LabelPolicy> policies) {

    private static final JsonMapper JSON = new JsonMapper();

    static FreshList of(ControlPlane controlPlane) {
        return new FreshList(
                controlPlane.client().nodes().list().getItems().stream()
                        .map(FreshList::read)
                        .toList(),
                new Policies(controlPlane)
                        .all().list().getItems().stream()
                                .map(each -> LabelPolicyReader.read(JSON.valueToTree(each)))
                                .toList());
    }

    static Node read(io.fabric8.kubernetes.api.model.Node node) {
        try {
            return Json.read(JSON.writeValueAsString(node), new NodeReader());
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
