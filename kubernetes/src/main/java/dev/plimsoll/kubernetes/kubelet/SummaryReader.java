package dev.plimsoll.kubernetes.kubelet;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.plimsoll.core.drain.signal.DiskFill;
import dev.plimsoll.core.drain.signal.Filesystem;
import dev.plimsoll.core.drain.signal.NodeDisks;
import dev.plimsoll.core.drain.signal.NodeSummary;
import dev.plimsoll.kubernetes.json.JsonFields;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the kubelet's {@code /stats/summary}. Of each pod's dozens of figures only the disk's are
 * decoded.
 *
 * @see <a
 *     href="https://github.com/kubernetes/kubelet/blob/v0.34.4/pkg/apis/stats/v1alpha1/types.go">Summary</a>
 */
final class SummaryReader {

    private final FsDraft node = new FsDraft();
    private final FsDraft images = new FsDraft();
    private final FsDraft containers = new FsDraft();
    private final List<DiskFill.PodUse> pods = new ArrayList<>();
    private String name = "";

    private SummaryReader() {}

    /**
     * Reads the summary that begins at the parser's current token.
     *
     * @throws IOException when it breaks off or is not JSON, or is JSON of something else
     */
    static NodeSummary read(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new IOException("it is no object");
        }
        SummaryReader reader = new SummaryReader();
        JsonFields.each(
                parser,
                (field, value) -> {
                    switch (field) {
                        case "node" -> JsonFields.each(value, reader::node);
                        case "pods" -> JsonFields.elements(value, reader::pod);
                        default -> value.skipChildren();
                    }
                });
        return reader.summary();
    }

    private NodeSummary summary() throws IOException {
        if (name.isEmpty()) {
            throw new IOException("it names no node");
        }
        List<Filesystem> filesystems = new ArrayList<>();
        add(filesystems, "nodefs", node);
        add(filesystems, "imagefs", images);
        add(filesystems, "containerfs", containers);
        Instant at = node.at;
        for (FsDraft other : List.of(images, containers)) {
            at = !other.at.equals(Instant.EPOCH) && other.at.isBefore(at) ? other.at : at;
        }
        return new NodeSummary(
                new NodeDisks(name, at, filesystems), new DiskFill(images.usedBytes, pods));
    }

    /** Passes over a filesystem that is another's twin: most nodes have one disk for all. */
    private static void add(List<Filesystem> all, String name, FsDraft draft) {
        Filesystem filesystem = draft.filesystem(name);
        boolean twin =
                all.stream()
                        .anyMatch(one ->
                                one.bytes().equals(filesystem.bytes())
                                        && one.inodes().equals(filesystem.inodes()));
        boolean empty = filesystem.bytes().isEmpty() && filesystem.inodes().isEmpty();
        if (!twin && !empty) {
            all.add(filesystem);
        }
    }

    private void node(String field, JsonParser value) throws IOException {
        switch (field) {
            case "nodeName" -> name = JsonFields.text(value);
            case "fs" -> JsonFields.each(value, node::field);
            case "runtime" ->
                    JsonFields.each(
                            value,
                            (kind, fs) -> {
                                switch (kind) {
                                    case "imageFs" -> JsonFields.each(fs, images::field);
                                    case "containerFs" -> JsonFields.each(fs, containers::field);
                                    default -> fs.skipChildren();
                                }
                            });
            default -> value.skipChildren();
        }
    }

    private void pod(JsonParser pod) throws IOException {
        String[] reference = {"", ""};
        FsDraft logs = new FsDraft();
        FsDraft rootfs = new FsDraft();
        FsDraft all = new FsDraft();
        JsonFields.each(
                pod,
                (field, value) -> {
                    switch (field) {
                        case "podRef" ->
                                JsonFields.each(
                                        value,
                                        (part, text) -> {
                                            switch (part) {
                                                case "namespace" ->
                                                        reference[0] = JsonFields.text(text);
                                                case "name" -> reference[1] = JsonFields.text(text);
                                                default -> text.skipChildren();
                                            }
                                        });
                        case "containers" ->
                                JsonFields.elements(
                                        value, container -> container(container, logs, rootfs));
                        case "ephemeral-storage" -> JsonFields.each(value, all::field);
                        default -> value.skipChildren();
                    }
                });
        long rest = Math.max(0, all.usedBytes - logs.usedBytes - rootfs.usedBytes);
        pods.add(
                new DiskFill.PodUse(
                        reference[0],
                        reference[1],
                        logs.usedBytes,
                        rootfs.usedBytes,
                        rest,
                        all.usedInodes));
    }

    private static void container(JsonParser container, FsDraft logs, FsDraft rootfs)
            throws IOException {
        JsonFields.each(
                container,
                (field, value) -> {
                    switch (field) {
                        case "logs" -> JsonFields.each(value, logs::field);
                        case "rootfs" -> JsonFields.each(value, rootfs::field);
                        default -> value.skipChildren();
                    }
                });
    }
}
