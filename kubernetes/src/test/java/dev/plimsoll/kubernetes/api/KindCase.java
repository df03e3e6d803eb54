package dev.plimsoll.kubernetes.api;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A case of a kind; those of all kinds together are what reader and API server agree on. */
record KindCase(Kind kind, PolicyCase policyCase) {

    static List<KindCase> valid() throws IOException {
        List<KindCase> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            kind.valid().forEach(each -> all.add(new KindCase(kind, each)));
        }
        return all;
    }

    static List<KindCase> invalid() throws IOException {
        List<KindCase> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            kind.invalid().forEach(each -> all.add(new KindCase(kind, each)));
        }
        return all;
    }

    @Override
    public String toString() {
        return kind.title() + " " + policyCase;
    }
}
