package dev.plimsoll.kubernetes.kubeconfig;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Holds the contexts, clusters and users of one or more files. Of several sections with one name
 * the first file's counts, as for kubectl.
 */
public final class Kubeconfig {

    private final String files;
    private final Map<String, Section> contexts = new TreeMap<>();
    private final Map<String, Section> clusters = new TreeMap<>();
    private final Map<String, Section> users = new TreeMap<>();
    private Optional<String> current = Optional.empty();

    private Kubeconfig(List<Path> files) {
        this.files = files.stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    /** Reads the files, of which each must be there. */
    public static Kubeconfig read(List<Path> files) throws KubeconfigException {
        Kubeconfig all = new Kubeconfig(files);
        for (Path file : files) {
            try {
                all.add(file, YamlTree.of(file));
            } catch (JacksonException e) {
                throw new KubeconfigException(
                        "The kubeconfig %s is no YAML: %s"
                                .formatted(file, sentence(e.getOriginalMessage())));
            } catch (IOException e) {
                throw new KubeconfigException("The kubeconfig " + file + " cannot be read.");
            }
        }
        return all;
    }

    private void add(Path file, JsonNode root) {
        collect(contexts, root.path("contexts"), "context", file);
        collect(clusters, root.path("clusters"), "cluster", file);
        collect(users, root.path("users"), "user", file);
        String context = root.path("current-context").asText();
        if (current.isEmpty() && !context.isEmpty()) {
            current = Optional.of(context);
        }
    }

    private static void collect(Map<String, Section> into, JsonNode list, String field, Path file) {
        for (JsonNode each : list) {
            String name = each.path("name").asText();
            into.putIfAbsent(name, new Section(name, each.path(field), file));
        }
    }

    /** Chooses a context by name, or the current one. */
    public Login login(Optional<String> wanted) throws KubeconfigException {
        String name =
                wanted.or(() -> current)
                        .orElseThrow(() -> problem("names no current-context" + known()));
        Section context = contexts.get(name);
        if (context == null) {
            throw problem("has no context " + name + known());
        }
        Section cluster = clusters.get(context.text("cluster").orElse(""));
        if (cluster == null || cluster.text("server").isEmpty()) {
            throw problem("names no cluster with a server for its context " + name);
        }
        Optional<String> user = context.text("user");
        if (user.isPresent() && !users.containsKey(user.get())) {
            throw problem("has no user " + user.get() + ", whom its context " + name + " names");
        }
        return new Login(name, cluster, user.map(users::get));
    }

    private String known() {
        return contexts.isEmpty()
                ? " and has none"
                : "; it has: " + String.join(", ", contexts.keySet());
    }

    private KubeconfigException problem(String what) {
        return new KubeconfigException("The kubeconfig " + files + " " + what + ".");
    }

    private static String sentence(String message) {
        String line = message.lines().findFirst().orElse("it cannot be parsed");
        return line.endsWith(".") ? line : line + ".";
    }

    /** One context with what it names. */
    public record Login(String context, Section cluster, Optional<Section> user) {}
}
