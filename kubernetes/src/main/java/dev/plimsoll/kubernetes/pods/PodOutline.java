package dev.plimsoll.kubernetes.pods;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.plimsoll.core.fleet.OwnerReference;
import dev.plimsoll.kubernetes.json.StringPool;
import dev.plimsoll.kubernetes.protobuf.MessageBytes;

/**
 * Walks over a pod's protobuf for what is the pod's own, and copies what its weight depends on as
 * it stands: pods of one workload have the same bytes there, so that it is worked out once for all
 * of them. The numbers are those of {@code k8s.io/api/core/v1/generated.proto} and {@code
 * k8s.io/apimachinery/pkg/apis/meta/v1/generated.proto}, v0.34.
 */
final class PodOutline {

    private static final int METADATA = 1 << 3 | MessageBytes.LENGTH;
    private static final int SPEC = 2 << 3 | MessageBytes.LENGTH;
    private static final int STATUS = 3 << 3 | MessageBytes.LENGTH;

    private static final int NAME = 1 << 3 | MessageBytes.LENGTH;
    private static final int NAMESPACE = 3 << 3 | MessageBytes.LENGTH;
    private static final int LABELS = 11 << 3 | MessageBytes.LENGTH;
    private static final int OWNERS = 13 << 3 | MessageBytes.LENGTH;

    private static final int KEY = 1 << 3 | MessageBytes.LENGTH;
    private static final int VALUE = 2 << 3 | MessageBytes.LENGTH;

    private static final int OWNER_KIND = 1 << 3 | MessageBytes.LENGTH;
    private static final int OWNER_NAME = 3 << 3 | MessageBytes.LENGTH;
    private static final int OWNER_CONTROLS = 6 << 3;

    private static final int CONTAINERS = 2 << 3 | MessageBytes.LENGTH;
    private static final int NODE_NAME = 10 << 3 | MessageBytes.LENGTH;
    private static final int INIT_CONTAINERS = 20 << 3 | MessageBytes.LENGTH;
    private static final int OVERHEAD = 32 << 3 | MessageBytes.LENGTH;
    private static final int POD_RESOURCES = 40 << 3 | MessageBytes.LENGTH;

    private static final int CONTAINER_NAME = 1 << 3 | MessageBytes.LENGTH;
    private static final int CONTAINER_RESOURCES = 8 << 3 | MessageBytes.LENGTH;
    private static final int RESTART_POLICY = 24 << 3 | MessageBytes.LENGTH;

    private static final int PHASE = 1 << 3 | MessageBytes.LENGTH;
    private static final int CONDITIONS = 2 << 3 | MessageBytes.LENGTH;
    private static final int STATUSES = 8 << 3 | MessageBytes.LENGTH;
    private static final int QOS_CLASS = 9 << 3 | MessageBytes.LENGTH;
    private static final int INIT_STATUSES = 10 << 3 | MessageBytes.LENGTH;

    private static final int ALLOCATED = 10 << 3 | MessageBytes.LENGTH;
    private static final int ACTUATED = 11 << 3 | MessageBytes.LENGTH;

    private static final int CONDITION_TYPE = 1 << 3 | MessageBytes.LENGTH;

    private final MessageBytes fields;
    private final StringPool texts;
    private final PodDraft draft;
    private final WeightKey weight = new WeightKey();

    private PodOutline(MessageBytes fields, StringPool texts, PodDraft draft) {
        this.fields = fields;
        this.texts = texts;
        this.draft = draft;
    }

    /** Fills in what is the pod's own; answers what its weight depends on. */
    static WeightKey read(MessageBytes pod, StringPool texts, PodDraft draft)
            throws InvalidProtocolBufferException {
        PodOutline outline = new PodOutline(pod, texts, draft);
        outline.pod();
        return outline.weight;
    }

    private void pod() throws InvalidProtocolBufferException {
        for (int tag = fields.next(); tag != 0; tag = fields.next()) {
            int outer = fields.enter();
            switch (tag) {
                case METADATA -> metadata();
                case SPEC -> spec();
                case STATUS -> status();
                default -> {}
            }
            fields.leave(outer);
        }
    }

    private void metadata() throws InvalidProtocolBufferException {
        for (int tag = fields.next(); tag != 0; tag = fields.next()) {
            switch (tag) {
                case NAME -> draft.name = fields.text();
                case NAMESPACE -> draft.namespace = shared();
                case LABELS -> label();
                case OWNERS -> owner();
                default -> {}
            }
        }
    }

    private void label() throws InvalidProtocolBufferException {
        int outer = fields.enter();
        boolean hash = fields.next() == KEY && fields.is(PodReader.TEMPLATE_HASH);
        if (hash) {
            draft.templateHash = fields.next() == VALUE ? shared() : "";
        }
        fields.leave(outer);
    }

    private void owner() throws InvalidProtocolBufferException {
        String kind = "";
        String ownerName = "";
        boolean controls = false;
        int outer = fields.enter();
        for (int tag = fields.next(); tag != 0; tag = fields.next()) {
            switch (tag) {
                case OWNER_KIND -> kind = shared();
                case OWNER_NAME -> ownerName = shared();
                case OWNER_CONTROLS -> controls = fields.flag();
                default -> {}
            }
        }
        fields.leave(outer);
        if (controls) {
            draft.controller = new OwnerReference(kind, ownerName);
        }
    }

    private void spec() throws InvalidProtocolBufferException {
        for (int tag = fields.next(); tag != 0; tag = fields.next()) {
            switch (tag) {
                case NODE_NAME -> draft.nodeName = shared();
                case CONTAINERS, INIT_CONTAINERS ->
                        copy(tag, CONTAINER_NAME, CONTAINER_RESOURCES, RESTART_POLICY);
                case OVERHEAD, POD_RESOURCES -> weight.range(fields, fields.fieldStart());
                default -> {}
            }
        }
    }

    private void status() throws InvalidProtocolBufferException {
        // Numbers mean something else here than in the spec.
        weight.mark(STATUS);
        for (int tag = fields.next(); tag != 0; tag = fields.next()) {
            switch (tag) {
                case PHASE -> draft.phase = shared();
                case QOS_CLASS -> draft.qosClass = shared();
                case STATUSES, INIT_STATUSES -> copy(tag, CONTAINER_NAME, ALLOCATED, ACTUATED);
                case CONDITIONS -> condition();
                default -> {}
            }
        }
    }

    /** Copies those of the field's own fields that have one of three tags. */
    private void copy(int mark, int first, int second, int third)
            throws InvalidProtocolBufferException {
        weight.mark(mark);
        int outer = fields.enter();
        for (int tag = fields.next(); tag != 0; tag = fields.next()) {
            if (tag == first || tag == second || tag == third) {
                weight.range(fields, fields.fieldStart());
            }
        }
        fields.leave(outer);
        weight.mark(0);
    }

    /** Copies a condition whole, for there is one only while a pod cannot be resized. */
    private void condition() throws InvalidProtocolBufferException {
        boolean pending = false;
        int start = fields.fieldStart();
        int outer = fields.enter();
        for (int tag = fields.next(); tag != 0; tag = fields.next()) {
            pending |= tag == CONDITION_TYPE && fields.is(PodDraft.RESIZE_PENDING);
        }
        fields.leave(outer);
        if (pending) {
            weight.range(fields, start);
        }
    }

    private String shared() {
        return fields.text(texts);
    }
}
