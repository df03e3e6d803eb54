package dev.plimsoll.core.capacity;

import dev.plimsoll.core.fleet.Allocatable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Describes an EC2 instance type.
 *
 * @param architectures as nodes are labelled: {@code amd64}, {@code arm64}; empty where unknown
 * @param memoryMib as advertised, in Mi
 * @param ipv4PerEni addresses of one network interface
 * @param currentGeneration what AWS still recommends
 */
public record InstanceType(
        String name,
        Set<String> architectures,
        int vcpus,
        long memoryMib,
        int maxEnis,
        int ipv4PerEni,
        boolean bareMetal,
        boolean currentGeneration,
        int gpus) {

    private static final Pattern SEPARATORS = Pattern.compile("[|; ]+");

    private static final List<String> COLUMNS =
            List.of(
                    "architectures",
                    "vcpus",
                    "memory_mib",
                    "max_enis",
                    "ipv4_per_eni",
                    "bare_metal",
                    "current_generation",
                    "gpus");

    public InstanceType {
        architectures = Set.copyOf(architectures);
    }

    /**
     * Reads a table of types; its header names the columns.
     *
     * @param source what sentences call the table, such as the file's name
     * @throws InvalidTableException with a sentence for every bad line
     */
    public static List<InstanceType> parse(String source, List<String> lines)
            throws InvalidTableException {
        List<InstanceType> types = new ArrayList<>();
        CsvTable table = CsvTable.parse(source, lines, List.of("instance_type"), COLUMNS);
        table.each(row -> types.add(of(row)));
        return List.copyOf(types);
    }

    private static InstanceType of(CsvTable.Row row) {
        return new InstanceType(
                row.text("instance_type"),
                architectures(row.text("architectures")),
                (int) row.count("vcpus"),
                row.count("memory_mib"),
                (int) row.count("max_enis"),
                (int) row.count("ipv4_per_eni"),
                row.text("bare_metal").equals("true"),
                row.text("current_generation").equals("true"),
                (int) row.count("gpus"));
    }

    static Set<String> architectures(String text) {
        Set<String> names = new LinkedHashSet<>();
        for (String name : SEPARATORS.split(text)) {
            if (!name.isEmpty()) {
                names.add(architecture(name));
            }
        }
        return names;
    }

    /** Calls an architecture what nodes are labelled with; AWS has a name of its own for amd64. */
    public static String architecture(String name) {
        return name.equals("x86_64") ? "amd64" : name;
    }

    public boolean runsOn(String architecture) {
        return architectures.contains(architecture);
    }

    /** What a node of this type offers to pods under EKS. */
    public Allocatable allocatable() {
        return EksAllocatable.of(this);
    }

    /**
     * Whether it is a sensible choice for ordinary pods unless a user names it: no bare metal, no
     * GPUs, no CPU that is only lent (the {@code t} families).
     */
    public boolean general() {
        return !bareMetal && gpus == 0 && !name.startsWith("t");
    }
}
