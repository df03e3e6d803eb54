package dev.plimsoll.capacity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.core.capacity.DeclaredAmounts;
import dev.plimsoll.core.capacity.Quantity;
import dev.plimsoll.core.capacity.guaranteed.GuaranteedPlan;
import dev.plimsoll.core.capacity.guaranteed.Patch;
import dev.plimsoll.core.capacity.guaranteed.Workload;
import dev.plimsoll.core.fleet.ContainerRole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Writes a change of a template as a strategic merge patch, and as the command that applies it. */
final class PatchText {

    private PatchText() {}

    /** The patch; containers are merged by their names, and nothing else is touched. */
    static Map<String, Object> patch(Workload workload, Patch patch) {
        Map<String, Object> pod = new LinkedHashMap<>();
        patch.podLevel().ifPresent(amounts -> pod.put("resources", resources(amounts)));
        List<Object> inits = containers(patch, true);
        if (!inits.isEmpty()) {
            pod.put("initContainers", inits);
        }
        List<Object> apps = containers(patch, false);
        if (!apps.isEmpty()) {
            pod.put("containers", apps);
        }
        Map<String, Object> template = spec(Map.of("template", spec(pod)));
        return workload.kind().equals("CronJob") ? spec(Map.of("jobTemplate", template)) : template;
    }

    private static Map<String, Object> spec(Map<String, Object> content) {
        return Map.of("spec", content);
    }

    private static List<Object> containers(Patch patch, boolean init) {
        return patch.containers().stream()
                .filter(container -> (container.role() != ContainerRole.APP) == init)
                .<Object>map(container -> {
                    Map<String, Object> change = new LinkedHashMap<>();
                    change.put("name", container.name());
                    change.put("resources", resources(container.amounts()));
                    return change;
                })
                .toList();
    }

    private static Map<String, Object> resources(DeclaredAmounts amounts) {
        Map<String, String> both = new LinkedHashMap<>();
        both.put("cpu", Amounts.cpu(known(amounts.cpu())));
        both.put("memory", Amounts.memory(known(amounts.memory())));
        Map<String, Object> resources = new LinkedHashMap<>();
        resources.put("requests", both);
        resources.put("limits", both);
        return resources;
    }

    private static Quantity known(@org.jspecify.annotations.Nullable Quantity quantity) {
        return Objects.requireNonNull(quantity, "a patch has both amounts");
    }

    /** The command line for a POSIX shell. */
    static String command(GuaranteedPlan.Move move) {
        Workload workload = move.workload();
        return String.join(
                " ",
                "kubectl patch",
                quoted(workload.kind().toLowerCase(Locale.ROOT) + "/" + workload.name()),
                "-n",
                quoted(workload.namespace()),
                "--type strategic -p",
                "'" + json(patch(workload, move.patch())).replace("'", "'\\''") + "'");
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9./_-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static String json(Map<String, Object> patch) {
        try {
            return new ObjectMapper().writeValueAsString(patch);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps and texts are JSON", e);
        }
    }
}
