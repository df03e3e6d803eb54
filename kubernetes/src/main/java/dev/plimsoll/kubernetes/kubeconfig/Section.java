package dev.plimsoll.kubernetes.kubeconfig;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A named part of a kubeconfig.
 *
 * @param file where it is written: relative paths in it begin there
 */
record Section(String name, JsonNode fields, Path file) {

    Optional<String> text(String field) {
        JsonNode value = fields.path(field);
        return value.isValueNode() && !value.isNull() && !value.asText().isEmpty()
                ? Optional.of(value.asText())
                : Optional.empty();
    }

    boolean flag(String field) {
        return fields.path(field).asBoolean();
    }

    Optional<Path> path(String field) {
        return text(field).map(this::resolved);
    }

    Path resolved(String path) {
        return file.toAbsolutePath().resolveSibling(path).normalize();
    }
}
