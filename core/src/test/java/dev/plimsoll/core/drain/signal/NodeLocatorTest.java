package dev.plimsoll.core.drain.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.drain.signal.NodeLocator.Found;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeLocatorTest {

    private final NodeLocator locator =
            new NodeLocator(
                    List.of(
                            Watched.node("a", "10.0.0.1"),
                            Watched.node("b", "10.0.0.12", "fd00::12"),
                            Watched.node("ip-10-0-0-2.ec2.internal", "10.0.0.2")));

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1:9100, a",
        "10.0.0.1, a",
        "10.0.0.12:9100, b",
        "fd00::12, b",
        "[fd00::12]:9100, b",
        "ip-10-0-0-2.ec2.internal:9100, ip-10-0-0-2.ec2.internal",
        "a, a"
    })
    void instanceIsANameOrAnAddress(String instance, String node) {
        assertThat(locator.find(Map.of("instance", instance))).isEqualTo(new Found.Node(node));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.11:9100",
        "10.0.0:9100",
        "0.0.0.1",
        "10.0.0.123",
        "ip-10-0-0-2",
        "[fd00::1",
        "''",
        "fd00::1"
    })
    void partOfAnAddressIsNoAddress(String instance) {
        assertThat(locator.find(Map.of("instance", instance))).isEqualTo(new Found.Nothing());
    }

    @Test
    void labelNamesTheNodeWhateverTheInstanceIs() {
        assertThat(locator.find(Map.of("node", "b", "instance", "10.9.9.9:9100")))
                .isEqualTo(new Found.Node("b"));
        assertThat(locator.find(Map.of("kubernetes_node", "a"))).isEqualTo(new Found.Node("a"));
    }

    @Test
    void nodeOfAnotherClusterIsNotOursByItsAddress() {
        assertThat(locator.find(Map.of("node", "z", "instance", "10.0.0.1:9100")))
                .isEqualTo(new Found.Nothing());
    }

    @Test
    void addressIsNoName() {
        assertThat(locator.find(Map.of("node", "10.0.0.1"))).isEqualTo(new Found.Nothing());
    }

    @Test
    void contradictionIsAmbiguous() {
        // When
        Found found = locator.find(Map.of("node", "a", "instance", "10.0.0.12:9100"));

        // Then
        assertThat(found).isInstanceOf(Found.Ambiguous.class);
        assertThat(((Found.Ambiguous) found).why()).contains(" a,", "10.0.0.12:9100 is b");
    }

    @Test
    void addressOfTwoNodesIsAmbiguousUntilOneIsNamed() {
        // Given
        NodeLocator both =
                new NodeLocator(
                        List.of(Watched.node("old", "10.0.0.1"), Watched.node("new", "10.0.0.1")));

        // When
        Found found = both.find(Map.of("instance", "10.0.0.1:9100"));

        // Then
        assertThat(found)
                .isEqualTo(
                        new Found.Ambiguous(
                                "The instance 10.0.0.1:9100 is the address of new and old."));
        assertThat(both.find(Map.of("instance", "10.0.0.1:9100", "node", "new")))
                .isEqualTo(new Found.Node("new"));
    }
}
