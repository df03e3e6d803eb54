package dev.plimsoll.kubernetes.pods;

import static dev.plimsoll.kubernetes.json.JsonFields.each;
import static dev.plimsoll.kubernetes.json.JsonFields.elements;
import static dev.plimsoll.kubernetes.json.JsonFields.text;

import com.fasterxml.jackson.core.JsonParser;
import dev.plimsoll.core.capacity.PodResources;
import dev.plimsoll.core.fleet.Container;
import dev.plimsoll.core.fleet.OwnerReference;
import dev.plimsoll.core.fleet.Pod;
import dev.plimsoll.core.fleet.QosClass;
import dev.plimsoll.core.fleet.Resources;
import dev.plimsoll.kubernetes.json.JsonReader;
import dev.plimsoll.kubernetes.json.StringPool;
import dev.plimsoll.kubernetes.protobuf.ObjectBytes;
import dev.plimsoll.kubernetes.protobuf.ProtobufParser;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Reads a pod from a stream of tokens and keeps only what the capacity job needs of it. Text that
 * many pods share (namespaces, nodes, owners) is held once.
 */
public final class PodReader implements JsonReader<Pod> {

    private static final int SHARED_VALUES = 1 << 12;
    private static final int SHARED_TEXTS = 1 << 13;

    static final String TEMPLATE_HASH = "pod-template-hash";

    private static final QosClass[] QOS_CLASSES = QosClass.values();

    private final StringPool texts = new StringPool(SHARED_TEXTS);
    private final SharedValues<Resources> amounts = new SharedValues<>(SHARED_VALUES);
    private final SharedValues<List<Container>> containers = new SharedValues<>(SHARED_VALUES);
    private final SharedValues<OwnerReference> owners = new SharedValues<>(SHARED_VALUES);
    private final KnownWeights weights = new KnownWeights(SHARED_VALUES);

    /**
     * Reads the pod at the parser's current token.
     *
     * @throws InvalidPodException with a sentence that names pod and field, where a quantity is
     *     none
     */
    @Override
    public Pod read(JsonParser parser) throws IOException {
        if (parser instanceof ProtobufParser protobuf) {
            return read(protobuf.object());
        }
        PodDraft draft = draft(parser);
        return pod(draft, shared(draft.toResources()));
    }

    /** Works out what the pod weighs only where no pod like it was read before. */
    private Pod read(ObjectBytes object) throws IOException {
        PodDraft outline = new PodDraft();
        WeightKey key = PodOutline.read(object.fields(), texts, outline);
        PodResources known = weights.of(key);
        if (known == null) {
            known = shared(described(object).toResources());
            weights.put(key, known);
        }
        return pod(outline, known);
    }

    private PodDraft described(ObjectBytes object) throws IOException {
        try (JsonParser tokens = object.tokens()) {
            var _ = tokens.nextToken();
            return draft(tokens);
        }
    }

    /**
     * Reads the pod together with what its containers declare, by their names.
     *
     * @throws InvalidPodException as {@link #read} does
     */
    public DescribedPod readDescribed(JsonParser parser) throws IOException {
        PodDraft draft = draft(parser);
        return new DescribedPod(pod(draft, shared(draft.toResources())), draft.toSpecimen());
    }

    private Pod pod(PodDraft draft, PodResources resources) {
        return new Pod(
                draft.namespace,
                draft.name,
                draft.nodeName,
                draft.phase.equals("Succeeded") || draft.phase.equals("Failed"),
                draft.controller == null ? null : owners.share(draft.controller),
                draft.templateHash,
                resources.requests(),
                resources.limits(),
                resources.unbounded(),
                qosClass(draft.qosClass, resources),
                resources.containers());
    }

    /** What the server says, or would say. */
    private static QosClass qosClass(String told, PodResources resources) {
        for (QosClass known : QOS_CLASSES) {
            if (known.toString().equals(told)) {
                return known;
            }
        }
        return resources.qosClass();
    }

    private PodResources shared(PodResources resources) {
        return new PodResources(
                amounts.share(resources.requests()),
                amounts.share(resources.limits()),
                resources.unbounded(),
                resources.qosClass(),
                containers.share(resources.containers()));
    }

    private PodDraft draft(JsonParser parser) throws IOException {
        PodDraft draft = new PodDraft();
        try {
            each(
                    parser,
                    (field, value) -> {
                        switch (field) {
                            case "metadata" -> metadata(draft, value);
                            case "spec" -> spec(draft, value);
                            case "status" -> status(draft, value);
                            default -> value.skipChildren();
                        }
                    });
        } catch (InvalidQuantityException e) {
            throw new InvalidPodException(draft.label(), e);
        }
        return draft;
    }

    private void metadata(PodDraft draft, JsonParser parser) throws IOException {
        each(
                parser,
                (field, value) -> {
                    switch (field) {
                        case "namespace" -> draft.namespace = texts.share(text(value));
                        case "name" -> draft.name = text(value);
                        case "labels" -> labels(draft, value);
                        case "ownerReferences" ->
                                elements(value, reference -> owner(draft, reference));
                        default -> value.skipChildren();
                    }
                });
    }

    private void labels(PodDraft draft, JsonParser parser) throws IOException {
        each(
                parser,
                (key, value) -> {
                    if (key.equals(TEMPLATE_HASH)) {
                        draft.templateHash = texts.share(text(value));
                    } else {
                        value.skipChildren();
                    }
                });
    }

    private void owner(PodDraft draft, JsonParser parser) throws IOException {
        String[] kindAndName = {"", ""};
        boolean[] controls = {false};
        each(
                parser,
                (field, value) -> {
                    switch (field) {
                        case "kind" -> kindAndName[0] = texts.share(text(value));
                        case "name" -> kindAndName[1] = texts.share(text(value));
                        case "controller" -> controls[0] = text(value).equals("true");
                        default -> value.skipChildren();
                    }
                });
        if (controls[0]) {
            draft.controller = new OwnerReference(kindAndName[0], kindAndName[1]);
        }
    }

    private void spec(PodDraft draft, JsonParser parser) throws IOException {
        each(
                parser,
                (field, value) -> {
                    switch (field) {
                        case "nodeName" -> draft.nodeName = texts.share(text(value));
                        case "containers" ->
                                elements(
                                        value,
                                        item -> draft.apps.add(ContainerDraft.read(item, false)));
                        case "initContainers" ->
                                elements(
                                        value,
                                        item -> draft.inits.add(ContainerDraft.read(item, true)));
                        case "overhead" ->
                                draft.overhead = AmountReader.amounts(value, "spec.overhead");
                        case "resources" ->
                                draft.podLevel = AmountReader.block(value, "spec.resources");
                        default -> value.skipChildren();
                    }
                });
    }

    private static void status(PodDraft draft, JsonParser parser) throws IOException {
        each(
                parser,
                (field, value) -> {
                    switch (field) {
                        case "phase" -> draft.phase = text(value);
                        case "qosClass" -> draft.qosClass = text(value);
                        case "conditions" ->
                                elements(value, condition -> condition(draft, condition));
                        case "containerStatuses" ->
                                elements(
                                        value,
                                        item -> StatusDraft.read(item).into(draft.appStatuses));
                        case "initContainerStatuses" ->
                                elements(
                                        value,
                                        item -> StatusDraft.read(item).into(draft.initStatuses));
                        default -> value.skipChildren();
                    }
                });
    }

    private static void condition(PodDraft draft, JsonParser parser) throws IOException {
        String[] typeAndReason = {"", ""};
        each(
                parser,
                (field, value) -> {
                    switch (field) {
                        case "type" -> typeAndReason[0] = text(value);
                        case "reason" -> typeAndReason[1] = text(value);
                        default -> value.skipChildren();
                    }
                });
        if (typeAndReason[0].equals(PodDraft.RESIZE_PENDING) && draft.resizePending.isEmpty()) {
            draft.resizePending = Optional.of(typeAndReason[1]);
        }
    }
}
