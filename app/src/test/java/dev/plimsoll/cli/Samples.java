package dev.plimsoll.cli;

/** A small fleet and a policy, for commands that read them. */
final class Samples {

    static final String POLICY =
            """
            apiVersion: nlp.lento.dev/v1alpha1
            kind: NodeLabelPolicy
            metadata: {name: monitoring}
            spec:
              strategy: {type: oldest, count: 2}
              labels: {agent: datadog}
            """;

    private static final String CARRYING =
            """
            , "nlp.monitoring/managed-by": "true", "agent": "datadog"\
            """;

    private static final String CLAIM =
            """
            "nlp.monitoring/claim": "{\\"labels\\":{\\"agent\\":\\"datadog\\"},\
            \\"before\\":{\\"agent\\":null},\\"since\\":\\"2026-01-05T00:00:00Z\\"}"\
            """;

    /** The first two carry the labels; the oldest is cordoned, the fourth NotReady. */
    static final String FLEET =
            list(
                    node("a1", 1, CARRYING, CLAIM, "\"unschedulable\": true", "True"),
                    node("b2", 2, CARRYING, CLAIM, "", "True"),
                    node("c3", 3, "", "", "", "True"),
                    node("d4", 4, "", "", "", "False"),
                    node("e5", 5, "", "", "", "True"));

    private Samples() {}

    static String list(String... items) {
        return """
        {"apiVersion": "v1", "items": [%s], "kind": "List"}
        """
                .formatted(String.join(", ", items));
    }

    private static String node(
            String name, int day, String labels, String annotations, String spec, String ready) {
        return """
        {"apiVersion": "v1", "kind": "Node",
         "metadata": {"name": "%1$s", "uid": "uid-%1$s",
           "creationTimestamp": "2026-01-0%2$dT00:00:00Z",
           "labels": {"topology.kubernetes.io/zone": "zone-%1$s"%3$s},
           "annotations": {%4$s}},
         "spec": {%5$s},
         "status": {"conditions": [{"type": "Ready", "status": "%6$s",
           "lastTransitionTime": "2026-01-10T00:00:00Z"}]}}
        """
                .formatted(name, day, labels, annotations, spec, ready);
    }
}
