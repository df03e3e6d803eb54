package dev.plimsoll.preview;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.fleet.ResourceKind;
import dev.plimsoll.kubernetes.api.LabelPolicyReader;
import dev.plimsoll.shell.CommandFailure;
import dev.plimsoll.shell.Shell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the policies of a YAML or JSON file of one or more documents. Every policy in it must be
 * one that the API server would take; other kinds beside them, as in a rendered chart, do not
 * matter.
 */
public final class PolicyFile {

    private static final ResourceKind KIND = ResourceKind.NODE_LABEL_POLICY;

    private final String name;
    private final Map<String, LabelPolicy> policies = new LinkedHashMap<>();
    private final Map<String, Integer> others = new TreeMap<>();

    private PolicyFile(String name) {
        this.name = name;
    }

    /**
     * Reads a file, {@code -} for standard input.
     *
     * @throws CommandFailure when it cannot be read, holds no policy, or one that breaks a rule
     */
    public static List<LabelPolicy> read(Shell shell, String file) {
        boolean stdin = file.equals("-");
        PolicyFile reading = new PolicyFile(stdin ? "standard input" : file);
        try {
            byte[] content =
                    stdin
                            ? shell.in().readAllBytes()
                            : Files.readAllBytes(shell.folder().resolve(file));
            reading.documents(content);
        } catch (NoSuchFileException e) {
            throw new CommandFailure("there is no file " + file + ".", e);
        } catch (JsonProcessingException e) {
            throw new CommandFailure(reading.malformed(e), e);
        } catch (IOException e) {
            throw new CommandFailure(reading.name + " cannot be read: " + e.getMessage() + ".", e);
        }
        return reading.result();
    }

    private void documents(byte[] content) throws IOException {
        // YAML forbids the tabs that JSON allows, so each has its own reader.
        String text = new String(content, StandardCharsets.UTF_8);
        ObjectMapper mapper =
                text.stripLeading().startsWith("{") ? new ObjectMapper() : new YAMLMapper();
        // YAML forbids a key that is there twice; other readers quietly take the last.
        mapper.getFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        try (MappingIterator<JsonNode> documents =
                mapper.readerFor(JsonNode.class).readValues(content)) {
            while (documents.hasNextValue()) {
                object(documents.nextValue());
            }
        }
    }

    private void object(JsonNode object) {
        if (object.isNull() || object.isMissingNode()) {
            return;
        }
        String kind = object.path("kind").asText();
        String apiVersion = object.path("apiVersion").asText();
        if (object.path("items").isArray()) {
            object.path("items").forEach(this::object);
        } else if (!kind.equals(KIND.kind())) {
            others.merge(kind.isEmpty() ? "object without a kind" : kind, 1, Integer::sum);
        } else if (!apiVersion.equals(KIND.apiVersion())) {
            throw new CommandFailure(
                    "%s has a %s of apiVersion %s; expected %s."
                            .formatted(name, kind, apiVersion, KIND.apiVersion()));
        } else {
            policy(LabelPolicyReader.read(object), PolicyFields.unknown(object));
        }
    }

    private void policy(LabelPolicy policy, Optional<String> unknown) {
        if (policy.spec() instanceof Reading.Invalid(String problem)) {
            throw broken(policy, problem);
        }
        if (unknown.isPresent()) {
            throw broken(policy, unknown.get());
        }
        if (policies.put(policy.name(), policy) != null) {
            throw new CommandFailure("%s has the policy %s twice.".formatted(name, policy.name()));
        }
    }

    private CommandFailure broken(LabelPolicy policy, String problem) {
        String whose = policy.name().isEmpty() ? "without a name" : policy.name();
        return new CommandFailure("%s, policy %s: %s.".formatted(name, whose, problem));
    }

    private List<LabelPolicy> result() {
        if (policies.isEmpty()) {
            String found =
                    others.isEmpty()
                            ? "is empty"
                            : "has only " + String.join(", ", others.keySet());
            throw new CommandFailure(
                    "%s %s; expected a %s of apiVersion %s."
                            .formatted(name, found, KIND.kind(), KIND.apiVersion()));
        }
        return new ArrayList<>(policies.values());
    }

    private String malformed(JsonProcessingException problem) {
        String words = problem.getOriginalMessage().lines().findFirst().orElse("");
        String what =
                words.startsWith("Duplicate field") ? "says too much" : "is neither YAML nor JSON";
        return "%s %s at line %d, column %d: %s."
                .formatted(
                        name,
                        what,
                        problem.getLocation().getLineNr(),
                        problem.getLocation().getColumnNr(),
                        words);
    }
}
