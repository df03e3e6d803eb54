package dev.plimsoll.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a snapshot of the fleet in Alibaba's trace of 2023 ({@code cluster-trace-gpu-v2023} of
 * github.com/alibaba/clusterdata): its nodes, and of its pods those that were running, each on the
 * node of which the largest share was free then. The trace says what pods request; their limits are
 * taken to be the same. GPUs are left out, for no plan weighs them against a price.
 */
public final class TraceSnapshot {

    private TraceSnapshot() {}

    /**
     * @param args the trace's list of nodes, its list of pods, and the file to be written
     */
    public static void main(String[] args) throws IOException {
        List<String> items = new ArrayList<>();
        List<Room> rooms = new ArrayList<>();
        for (Map<String, String> row : rows(Path.of(args[0]))) {
            Room room =
                    new Room(text(row, "sn"), number(row, "cpu_milli"), number(row, "memory_mib"));
            rooms.add(room);
            items.add(room.node());
        }
        int without = 0;
        for (Map<String, String> row : rows(Path.of(args[1]))) {
            if (text(row, "pod_phase").equals("Running")) {
                long cpuMillis = number(row, "cpu_milli");
                long memoryMib = number(row, "memory_mib");
                Room freest =
                        rooms.stream()
                                .filter(room -> room.fits(cpuMillis, memoryMib))
                                .max(Comparator.comparingDouble(Room::free))
                                .orElse(null);
                if (freest == null) {
                    without++;
                } else {
                    items.add(freest.pod(text(row, "name"), cpuMillis, memoryMib));
                }
            }
        }
        Files.writeString(
                Path.of(args[2]),
                "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[\n"
                        + String.join(",\n", items)
                        + "]}\n");
        System.err.printf(
                "%,d nodes, %,d pods; %d had no node%n",
                rooms.size(), items.size() - rooms.size(), without);
    }

    private static List<Map<String, String>> rows(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String[] names = lines.getFirst().split(",", -1);
        return lines.stream()
                .skip(1)
                .map(line -> {
                    String[] values = line.split(",", -1);
                    Map<String, String> row = new HashMap<>();
                    for (int i = 0; i < Math.min(names.length, values.length); i++) {
                        row.put(names[i], values[i]);
                    }
                    return row;
                })
                .toList();
    }

    private static long number(Map<String, String> row, String name) {
        return Long.parseLong(text(row, name));
    }

    private static String text(Map<String, String> row, String name) {
        String value = row.get(name);
        if (value == null) {
            throw new IllegalArgumentException("there is no column " + name);
        }
        return value;
    }

    /** What is free on a node. */
    private static final class Room {
        private final String name;
        private final long cpuMillis;
        private final long memoryMib;
        private long freeCpuMillis;
        private long freeMemoryMib;

        Room(String name, long cpuMillis, long memoryMib) {
            this.name = name;
            this.cpuMillis = cpuMillis;
            this.memoryMib = memoryMib;
            freeCpuMillis = cpuMillis;
            freeMemoryMib = memoryMib;
        }

        double free() {
            return (double) freeCpuMillis / cpuMillis;
        }

        boolean fits(long cpu, long memory) {
            return cpu <= freeCpuMillis && memory <= freeMemoryMib;
        }

        String node() {
            String amounts =
                    "{\"cpu\":\"%dm\",\"memory\":\"%dMi\",\"pods\":\"110\"}"
                            .formatted(cpuMillis, memoryMib);
            return """
            {"apiVersion":"v1","kind":"Node","metadata":{"name":"%s",\
            "creationTimestamp":"2023-01-01T00:00:00Z",\
            "labels":{"kubernetes.io/arch":"amd64","topology.kubernetes.io/region":"us-east-1",\
            "node.kubernetes.io/instance-type":"cpu-%d-memory-%d"}},\
            "status":{"allocatable":%s,"capacity":%s,"conditions":[{"type":"Ready","status":"True"}]}}\
            """
                    .formatted(name, cpuMillis, memoryMib, amounts, amounts);
        }

        String pod(String pod, long cpu, long memory) {
            freeCpuMillis -= cpu;
            freeMemoryMib -= memory;
            String amounts = "{\"cpu\":\"%dm\",\"memory\":\"%dMi\"}".formatted(cpu, memory);
            return """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"%s","namespace":"trace",\
            "ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"trace",\
            "uid":"trace","controller":true}]},"spec":{"nodeName":"%s","containers":[{"name":"main",\
            "image":"trace","resources":{"requests":%s,"limits":%s}}]},"status":{"phase":"Running"}}\
            """
                    .formatted(pod, name, amounts, amounts);
        }
    }
}
