package dev.plimsoll.kubernetes.protobuf;

import java.util.ArrayList;
import java.util.List;

/** The frames that a {@link ProtobufParser} is in, the innermost on top; they are used again. */
final class Frames {

    private final List<Frame> stack = new ArrayList<>();
    private int depth;

    boolean isEmpty() {
        return depth == 0;
    }

    Frame top() {
        return stack.get(depth - 1);
    }

    /** Answers a frame that is yet to be filled. */
    Frame push() {
        if (depth == stack.size()) {
            stack.add(new Frame());
        }
        depth++;
        return top();
    }

    void pop() {
        depth--;
    }
}
