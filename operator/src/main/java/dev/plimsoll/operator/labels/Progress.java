package dev.plimsoll.operator.labels;

import dev.plimsoll.core.labels.LabelStep;
import dev.plimsoll.operator.queue.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what became of a plan's steps. */
final class Progress {

    private final List<LabelStep> done = new ArrayList<>();
    private Optional<Result> hindrance = Optional.empty();
    private Optional<String> refusal = Optional.empty();

    /** What comes of a pass whose first write the server will not have. */
    static Progress refused(int code, String message) {
        Progress progress = new Progress();
        progress.refuse(code, message);
        return progress;
    }

    void done(LabelStep step) {
        done.add(step);
    }

    /** Notes why the pass is not complete; a server's word on when to come back outweighs. */
    void hinder(Result result) {
        if (hindrance.isEmpty() || result instanceof Result.Later) {
            hindrance = Optional.of(result);
        }
    }

    /** Notes that the server will not have a write. */
    void refuse(int code, String message) {
        String sentence = "%s (%d)".formatted(message, code);
        refusal = Optional.of(sentence);
        hinder(new Result.Retry(sentence));
    }

    Optional<Result> hindrance() {
        return hindrance;
    }

    Optional<String> refusal() {
        return refusal;
    }

    /** Names the nodes whose steps of this kind were done. */
    List<String> nodes(Class<? extends LabelStep> kind) {
        return done.stream().filter(kind::isInstance).map(step -> step.patch().node()).toList();
    }
}
