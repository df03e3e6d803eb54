package dev.plimsoll.kubernetes.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Gives what an installation needs: custom resource definitions, rights, the Deployment. They are
 * the files of {@code deploy/}, which the jar carries, fitted to a namespace and an image.
 */
public final class Manifests {

    /** The namespace that the files name. */
    public static final String NAMESPACE = "plimsoll";

    private static final List<String> BEFORE_JOBS = List.of("10-namespace", "20-service-account");
    private static final List<String> AFTER_JOBS = List.of("40-deployment", "50-metrics-service");
    private static final Pattern NAMESPACE_NAME =
            Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .build();

    private Manifests() {}

    /**
     * A part of the operator that is installed or not, with the rights it needs; in the order of
     * their files.
     */
    public enum Job {
        CAPACITY(List.of("consolidationpolicies.plimsoll.dev", "nodedrains.plimsoll.dev")),
        DRAIN(List.of("nodedrains.plimsoll.dev")),
        DRAINPOLICY(List.of("nodedrainpolicies.plimsoll.dev", "nodedrains.plimsoll.dev")),
        LABELS(List.of("nodelabelpolicies.nlp.lento.dev")),
        SECRETS(List.of("secretrefreshes.plimsoll.dev"));

        private final List<String> definitions;

        Job(List<String> definitions) {
            this.definitions = definitions;
        }

        /** The job's name on the command line, such as {@code labels}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Gives the custom resource definitions of some jobs. */
    public static List<ObjectNode> definitions(Set<Job> jobs) {
        return sorted(jobs).stream()
                .flatMap(job -> job.definitions.stream())
                .distinct()
                .flatMap(name -> read("crds/" + name).stream())
                .toList();
    }

    /**
     * Gives everything else, in an order in which it can be applied: the namespace, the service
     * account, its rights, the Deployment and the Service of its metrics.
     *
     * @param jobs those that shall run; the service account gets no other's rights
     * @param image the container image, such as {@code registry.example.com/plimsoll:1.0.0}
     * @throws IllegalArgumentException with a plain sentence where no job is named or the namespace
     *     is not a name of one
     */
    public static List<ObjectNode> installation(Set<Job> jobs, String namespace, String image) {
        if (jobs.isEmpty()) {
            throw new IllegalArgumentException("At least one job is needed.");
        }
        if (!NAMESPACE_NAME.matcher(namespace).matches()) {
            throw new IllegalArgumentException(
                    "The namespace must be at most 63 lower-case letters, digits or '-' that begin"
                            + (" and end with a letter or digit, but is \"" + namespace + "\"."));
        }
        List<String> files = new ArrayList<>(BEFORE_JOBS);
        sorted(jobs).forEach(job -> files.add("30-job-" + job.id()));
        files.addAll(AFTER_JOBS);
        List<ObjectNode> documents = new ArrayList<>();
        for (String file : files) {
            documents.addAll(read("manifests/" + file));
        }
        documents.forEach(document -> fit(document, sorted(jobs), namespace, image));
        // Kubernetes' own namespaces are there, and their labels are not ours to set.
        boolean reserved = namespace.equals("default") || namespace.startsWith("kube-");
        documents.removeIf(document -> reserved && isNamespace(document));
        return documents;
    }

    /** Writes documents as one YAML text, for {@code kubectl apply -f -}. */
    public static String yaml(List<ObjectNode> documents) {
        return documents.stream().map(Manifests::yaml).collect(Collectors.joining("---\n"));
    }

    private static void fit(ObjectNode document, Set<Job> jobs, String namespace, String image) {
        ObjectNode metadata = document.withObject("/metadata");
        if (isNamespace(document)) {
            metadata.put("name", namespace);
        } else if (metadata.path("namespace").asText().equals(NAMESPACE)) {
            metadata.put("namespace", namespace);
        }
        for (JsonNode subject : document.path("subjects")) {
            ((ObjectNode) subject).put("namespace", namespace);
        }
        for (JsonNode container : document.at("/spec/template/spec/containers")) {
            ObjectNode operator = (ObjectNode) container;
            operator.put("image", image);
            operator.putArray("args")
                    .add("operator")
                    .add("--jobs")
                    .add(jobs.stream().map(Job::id).collect(Collectors.joining(",")));
        }
    }

    private static boolean isNamespace(JsonNode document) {
        return document.path("kind").asText().equals("Namespace");
    }

    /** In the order of their declaration, whatever the caller's set does. */
    private static Set<Job> sorted(Set<Job> jobs) {
        return new TreeSet<>(jobs);
    }

    private static String yaml(ObjectNode document) {
        try {
            return YAML.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ObjectNode> read(String file) {
        try (InputStream text = Manifests.class.getResourceAsStream(file + ".yaml")) {
            if (text == null) {
                throw new FileNotFoundException(file + ".yaml is not in the program");
            }
            try (MappingIterator<ObjectNode> documents =
                    YAML.readerFor(ObjectNode.class).readValues(text)) {
                return documents.readAll();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
