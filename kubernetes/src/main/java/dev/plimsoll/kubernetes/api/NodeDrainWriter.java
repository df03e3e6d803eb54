package dev.plimsoll.kubernetes.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.core.drain.DrainOptions;
import dev.plimsoll.core.drain.EndChoice;
import dev.plimsoll.core.labels.GoDuration;
import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.nodedrain.NodeDrainSpec;
import java.util.Map;
import java.util.TreeMap;

/** Writes a NodeDrain that is yet to be made. */
public final class NodeDrainWriter {

    private NodeDrainWriter() {}

    /**
     * Makes the resource; what is as when nothing is said is left out.
     *
     * @param labels by which whoever makes it finds it again
     */
    public static ObjectNode write(String name, Map<String, String> labels, NodeDrainSpec spec) {
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        resource.put("apiVersion", NodeDrain.API_VERSION);
        resource.put("kind", NodeDrain.KIND);
        ObjectNode metadata = resource.putObject("metadata").put("name", name);
        if (!labels.isEmpty()) {
            ObjectNode written = metadata.putObject("labels");
            new TreeMap<>(labels).forEach(written::put);
        }
        resource.set("spec", spec(spec));
        return resource;
    }

    private static ObjectNode spec(NodeDrainSpec spec) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("nodeName", spec.nodeName());
        if (!spec.reason().isEmpty()) {
            json.put("reason", spec.reason());
        }
        if (!spec.drain().equals(DrainOptions.STANDARD)) {
            json.set("drain", drain(spec.drain()));
        }
        if (spec.end() != EndChoice.AUTO) {
            json.put("end", spec.end().toString());
        }
        if (spec.decrement()) {
            json.put("decrementDesiredCapacity", true);
        }
        if (spec.cancel()) {
            json.put("cancel", true);
        }
        return json;
    }

    private static ObjectNode drain(DrainOptions options) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("podsAtOnce", options.podsAtOnce())
                .put("waitForReplacement", options.waitForReplacement())
                .put("podTimeout", GoDuration.format(options.podTimeout()))
                .put("timeout", GoDuration.format(options.timeout()))
                .put("onTimeout", options.onTimeout().toString())
                .put("force", options.force().toString());
    }
}
