package dev.plimsoll;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Writes lists as the API server does in protobuf; the numbers are those of generated.proto. */
final class TrainingList {

    private static final long BORN_SECONDS = 1_767_225_600;
    private static final int NAMESPACES = 20;

    private TrainingList() {}

    /** Writes a part of a message. */
    @FunctionalInterface
    private interface Part {
        void write(CodedOutputStream out) throws IOException;
    }

    static byte[] nodes(int count) throws IOException {
        return list(
                "NodeList",
                out -> {
                    for (int index = 0; index < count; index++) {
                        out.writeByteArray(2, node(index));
                    }
                });
    }

    static byte[] pods(int nodes, int perNode) throws IOException {
        return list(
                "PodList",
                out -> {
                    for (int index = 0; index < nodes * perNode; index++) {
                        out.writeByteArray(2, pod(index, index % nodes));
                    }
                });
    }

    private static byte[] list(String kind, Part items) throws IOException {
        byte[] raw =
                of(out -> {
                    out.writeByteArray(1, of(meta -> meta.writeString(2, "5")));
                    items.write(out);
                });
        byte[] type =
                of(out -> {
                    out.writeString(1, "v1");
                    out.writeString(2, kind);
                });
        return of(out -> {
            out.writeRawBytes("k8s\0".getBytes(StandardCharsets.US_ASCII));
            out.writeByteArray(1, type);
            out.writeByteArray(2, raw);
            out.writeString(3, "");
            out.writeString(4, "");
        });
    }

    private static byte[] node(int index) throws IOException {
        Map<String, String> labels = new TreeMap<>();
        labels.put("kubernetes.io/arch", "amd64");
        labels.put("kubernetes.io/hostname", "node-" + index);
        labels.put("node.kubernetes.io/instance-type", "m5.xlarge");
        labels.put("topology.kubernetes.io/zone", "eu-central-1" + (char) ('a' + index % 3));
        return of(out -> {
            out.writeByteArray(1, metadata("node-" + index, "", labels, ""));
            out.writeByteArray(2, of(spec -> spec.writeString(3, "aws:///a/i-" + index)));
            out.writeByteArray(
                    3,
                    of(status -> {
                        amounts(status, 2, Map.of("cpu", "3920m", "memory", "15Gi", "pods", "58"));
                        condition(status, 4, "Ready");
                    }));
        });
    }

    private static byte[] pod(int index, int node) throws IOException {
        String app = "app-" + index % 500;
        Map<String, String> labels = new TreeMap<>();
        labels.put("app", app);
        labels.put("pod-template-hash", "5d8f7c");
        return of(out -> {
            out.writeByteArray(
                    1, metadata(app + "-" + index, "team-" + index % NAMESPACES, labels, app));
            out.writeByteArray(
                    2,
                    of(spec -> {
                        container(spec, "app", "250m", "512Mi");
                        container(spec, "proxy", "10m", "32Mi");
                        spec.writeString(3, "Always");
                        spec.writeInt64(4, 30);
                        spec.writeString(10, "node-" + node);
                        spec.writeBool(11, false);
                    }));
            out.writeByteArray(
                    3,
                    of(status -> {
                        status.writeString(1, "Running");
                        condition(status, 2, "Ready");
                        status.writeByteArray(8, of(each -> each.writeString(1, "app")));
                        status.writeString(9, "Burstable");
                    }));
        });
    }

    private static byte[] metadata(
            String name, String namespace, Map<String, String> labels, String owner)
            throws IOException {
        return of(out -> {
            out.writeString(1, name);
            out.writeString(3, namespace);
            out.writeString(5, "uid-of-" + name);
            out.writeString(6, "4");
            out.writeByteArray(8, of(TrainingList::birth));
            for (var label : labels.entrySet()) {
                out.writeByteArray(
                        11,
                        of(entry -> {
                            entry.writeString(1, label.getKey());
                            entry.writeString(2, label.getValue());
                        }));
            }
            if (!owner.isEmpty()) {
                out.writeByteArray(
                        13,
                        of(reference -> {
                            reference.writeString(1, "ReplicaSet");
                            reference.writeString(3, owner + "-5d8f7c");
                            reference.writeBool(6, true);
                        }));
            }
        });
    }

    private static void birth(CodedOutputStream out) throws IOException {
        out.writeInt64(1, BORN_SECONDS);
        out.writeInt32(2, 0);
    }

    private static void condition(CodedOutputStream status, int number, String type)
            throws IOException {
        status.writeByteArray(
                number,
                of(condition -> {
                    condition.writeString(1, type);
                    condition.writeString(2, "True");
                    condition.writeByteArray(4, of(TrainingList::birth));
                }));
    }

    private static void container(CodedOutputStream spec, String name, String cpu, String memory)
            throws IOException {
        Map<String, String> amounts = Map.of("cpu", cpu, "memory", memory);
        spec.writeByteArray(
                2,
                of(container -> {
                    container.writeString(1, name);
                    container.writeString(2, "registry.example/" + name);
                    container.writeByteArray(
                            8,
                            of(resources -> {
                                amounts(resources, 1, amounts);
                                amounts(resources, 2, amounts);
                            }));
                    container.writeString(14, "IfNotPresent");
                }));
    }

    private static void amounts(CodedOutputStream out, int number, Map<String, String> amounts)
            throws IOException {
        for (var amount : amounts.entrySet()) {
            out.writeByteArray(
                    number,
                    of(entry -> {
                        entry.writeString(1, amount.getKey());
                        entry.writeByteArray(
                                2, of(quantity -> quantity.writeString(1, amount.getValue())));
                    }));
        }
    }

    private static byte[] of(Part part) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        part.write(out);
        out.flush();
        return bytes.toByteArray();
    }
}
