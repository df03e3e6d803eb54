package dev.plimsoll.kubernetes.pods;

import static dev.plimsoll.kubernetes.json.JsonFields.each;
import static dev.plimsoll.kubernetes.json.JsonFields.text;

import com.fasterxml.jackson.core.JsonParser;
import dev.plimsoll.core.capacity.DeclaredContainer;
import dev.plimsoll.core.capacity.DeclaredResources;
import dev.plimsoll.core.fleet.ContainerRole;
import java.io.IOException;

/** A container of the spec, before its status is known. */
record ContainerDraft(String name, ContainerRole role, DeclaredResources declared) {

    static ContainerDraft read(JsonParser parser, boolean init) throws IOException {
        String[] nameAndRestart = {"", ""};
        DeclaredResources[] declared = {DeclaredResources.NONE};
        each(
                parser,
                (field, value) -> {
                    switch (field) {
                        case "name" -> nameAndRestart[0] = text(value);
                        case "restartPolicy" -> nameAndRestart[1] = text(value);
                        case "resources" -> {
                            DeclaredResources read =
                                    AmountReader.block(
                                            value,
                                            "container " + nameAndRestart[0] + ": resources");
                            declared[0] = read == null ? DeclaredResources.NONE : read;
                        }
                        default -> value.skipChildren();
                    }
                });
        return new ContainerDraft(nameAndRestart[0], role(init, nameAndRestart[1]), declared[0]);
    }

    private static ContainerRole role(boolean init, String restartPolicy) {
        if (!init) {
            return ContainerRole.APP;
        }
        return restartPolicy.equals("Always") ? ContainerRole.SIDECAR : ContainerRole.INIT;
    }

    DeclaredContainer toContainer(StatusDraft status) {
        return new DeclaredContainer(role, declared, status.actuated(), status.allocated());
    }
}
