package dev.plimsoll.kubernetes.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.drain.Cordon;
import dev.plimsoll.core.drain.signal.NodeCondition;
import dev.plimsoll.core.drain.signal.WatchedNode;
import dev.plimsoll.kubernetes.json.Json;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WatchedNodeReaderTest {

    @Test
    void nodeIsReadWithItsAddressesConditionsAndKubelet() throws IOException {
        // When
        WatchedNode node = read("", "false");

        // Then
        assertThat(node.name()).isEqualTo("a");
        assertThat(node.node().readiness().ready()).isTrue();
        assertThat(node.addresses()).containsExactly("10.0.0.1", "fd00::1");
        assertThat(node.conditions())
                .contains(
                        new NodeCondition(
                                "ReadonlyFilesystem",
                                "True",
                                Instant.parse("2026-01-01T00:00:05Z")))
                .hasSize(2);
        assertThat(node.kubeletPort()).isEqualTo(10255);
        assertThat(node.cordon()).isEqualTo(Cordon.NONE);
    }

    @Test
    void cordonIsOursOnlyWhereWeMarkedIt() throws IOException {
        assertThat(read("\"plimsoll.dev/cordoned-by\":\"drain\"", "true").cordon())
                .isEqualTo(Cordon.OURS);
        assertThat(read("\"other\":\"x\"", "true").cordon()).isEqualTo(Cordon.OTHERS);
        assertThat(read("\"plimsoll.dev/cordoned-by\":\"drain\"", "false").cordon())
                .isEqualTo(Cordon.NONE);
    }

    private static WatchedNode read(String annotations, String unschedulable) throws IOException {
        String node =
                """
                {"metadata":{"name":"a","uid":"1","annotations":{%s}},"spec":{"unschedulable":%s},
                 "status":{
                  "addresses":[{"type":"InternalIP","address":"10.0.0.1"},
                               {"type":"ExternalIP","address":"1.2.3.4"},
                               {"type":"InternalIP","address":"fd00::1"},
                               {"type":"Hostname","address":"a"}],
                  "conditions":[{"type":"Ready","status":"True",
                                 "lastTransitionTime":"2026-01-01T00:00:00Z"},
                                {"type":"ReadonlyFilesystem","status":"True",
                                 "lastTransitionTime":"2026-01-01T00:00:05Z","reason":"x"}],
                  "daemonEndpoints":{"kubeletEndpoint":{"Port":10255}}}}\
                """
                        .formatted(annotations, unschedulable);
        return Json.read(node, new WatchedNodeReader());
    }
}
