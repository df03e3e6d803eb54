package dev.plimsoll.kubernetes.pods;

import static dev.plimsoll.kubernetes.json.JsonFields.each;
import static dev.plimsoll.kubernetes.json.JsonFields.text;

import com.fasterxml.jackson.core.JsonParser;
import dev.plimsoll.core.capacity.DeclaredAmounts;
import dev.plimsoll.core.capacity.DeclaredResources;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the kubelet says of a container's resources. */
record StatusDraft(String name, @Nullable DeclaredResources actuated, DeclaredAmounts allocated) {

    static final StatusDraft NONE = new StatusDraft("", null, DeclaredAmounts.NONE);

    static StatusDraft read(JsonParser parser) throws IOException {
        String[] name = {""};
        @Nullable DeclaredResources[] actuated = {null};
        DeclaredAmounts[] allocated = {DeclaredAmounts.NONE};
        each(
                parser,
                (field, value) -> {
                    switch (field) {
                        case "name" -> name[0] = text(value);
                        case "resources" ->
                                actuated[0] = AmountReader.block(value, "status: resources");
                        case "allocatedResources" ->
                                allocated[0] =
                                        AmountReader.amounts(value, "status: allocatedResources");
                        default -> value.skipChildren();
                    }
                });
        return new StatusDraft(name[0], actuated[0], allocated[0]);
    }

    void into(Map<String, StatusDraft> statuses) {
        statuses.put(name, this);
    }
}
