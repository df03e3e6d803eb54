package dev.plimsoll.kubernetes.pods;

import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.function.Supplier;

/** Writes random pods as JSON, each on a line, of all that decides requests, limits and QoS. */
final class RandomPods {

    private static final List<String> SUFFIXES =
            List.of("", "", "m", "m", "m", "u", "n", "k", "M", "G", "T", "Ki", "Mi", "Mi", "Gi");
    private static final List<String> ODD =
            List.of(
                    "0",
                    "0m",
                    "00.10",
                    ".5",
                    "1.",
                    "+3",
                    "1e3",
                    "1E3",
                    "2e-3",
                    "1.5e+2",
                    "1E",
                    "7Ei",
                    "8Ei",
                    "9223372036854775807",
                    "0.0000000001",
                    "1e-12",
                    "128974848000m",
                    "100u",
                    "1.5Gi",
                    "0.1Ki",
                    "123456789.123456789",
                    "12345678901234567890n",
                    "1e9",
                    "3P");

    private final Random random;

    RandomPods(long seed) {
        random = new Random(seed);
    }

    String next() {
        StringJoiner spec = new StringJoiner(",", "{", "}");
        spec.add(
                "\"containers\":" + array(1 + random.nextInt(3), index -> container("app", index)));
        int inits = random.nextInt(4);
        if (inits > 0) {
            spec.add("\"initContainers\":" + array(inits, index -> container("init", index)));
        }
        if (chance(3)) {
            spec.add("\"overhead\":" + amounts());
        }
        if (chance(4)) {
            spec.add("\"resources\":" + (chance(5) ? "{}" : block()));
        }
        return "{\"metadata\":{\"name\":\"p\",\"namespace\":\"n\"},\"spec\":%s,\"status\":%s}"
                .formatted(spec, status(inits));
    }

    private String container(String role, int index) {
        StringJoiner fields = new StringJoiner(",", "{", "}");
        fields.add("\"name\":\"%s-%d\"".formatted(role, index));
        if (role.equals("init") && chance(2)) {
            fields.add("\"restartPolicy\":\"Always\"");
        }
        if (!chance(6)) {
            fields.add("\"resources\":" + block());
        }
        return fields.toString();
    }

    private String status(int inits) {
        StringJoiner fields = new StringJoiner(",", "{", "}");
        if (chance(8)) {
            fields.add("\"qosClass\":\"Burstable\"");
        }
        if (chance(3)) {
            fields.add("\"containerStatuses\":" + array(2, index -> containerStatus("app", index)));
        }
        if (inits > 0 && chance(3)) {
            fields.add(
                    "\"initContainerStatuses\":"
                            + array(inits, index -> containerStatus("init", index)));
        }
        if (chance(4)) {
            String reason = chance(2) ? "Infeasible" : "Deferred";
            fields.add(
                    "\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\",\"reason\":\"Infeasible\"},"
                            + "{\"type\":\"PodResizePending\",\"status\":\"True\",\"reason\":\"%s\"}]"
                                    .formatted(reason));
        }
        return fields.toString();
    }

    private String containerStatus(String role, int index) {
        StringJoiner fields = new StringJoiner(",", "{", "}");
        fields.add("\"name\":\"%s-%d\"".formatted(role, index));
        if (!chance(4)) {
            fields.add("\"resources\":" + block());
        }
        if (!chance(4)) {
            fields.add("\"allocatedResources\":" + amounts());
        }
        return fields.toString();
    }

    /** A block that is often Guaranteed, for chance alone would seldom make it so. */
    private String block() {
        if (chance(2)) {
            String both = "{\"cpu\":\"%s\",\"memory\":\"%s\"}".formatted(quantity(), quantity());
            return "{\"requests\":%s,\"limits\":%s}".formatted(both, both);
        }
        StringJoiner fields = new StringJoiner(",", "{", "}");
        addSometimes(fields, "requests", this::amounts);
        addSometimes(fields, "limits", this::amounts);
        return fields.toString();
    }

    private String amounts() {
        StringJoiner fields = new StringJoiner(",", "{", "}");
        addSometimes(fields, "cpu", () -> "\"" + quantity() + "\"");
        addSometimes(fields, "memory", () -> "\"" + quantity() + "\"");
        if (chance(5)) {
            fields.add("\"hugepages-2Mi\":\"4Mi\"");
        }
        return fields.toString();
    }

    private void addSometimes(StringJoiner fields, String name, Supplier<String> value) {
        if (!chance(4)) {
            fields.add("\"" + name + "\":" + value.get());
        }
    }

    private String quantity() {
        if (chance(12)) {
            return ODD.get(random.nextInt(ODD.size()));
        }
        String fraction = chance(3) ? "." + random.nextInt(1000) : "";
        return random.nextInt(2000) + fraction + SUFFIXES.get(random.nextInt(SUFFIXES.size()));
    }

    private String array(int length, java.util.function.IntFunction<String> element) {
        StringJoiner elements = new StringJoiner(",", "[", "]");
        for (int index = 0; index < length; index++) {
            elements.add(element.apply(index));
        }
        return elements.toString();
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }
}
