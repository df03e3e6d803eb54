package dev.plimsoll.kubernetes.connection;

/** How the server may write what it streams. */
public enum Encoding {
    JSON("application/json"),

    /** A third of JSON's bytes, for the kinds Kubernetes was built with; JSON where it cannot. */
    PROTOBUF("application/vnd.kubernetes.protobuf,application/json;q=0.9");

    /** The media type of Kubernetes protobuf, before its parameters. */
    static final String PROTOBUF_TYPE = "application/vnd.kubernetes.protobuf";

    private final String accept;

    Encoding(String accept) {
        this.accept = accept;
    }

    /** The value of the header that asks for it. */
    String accept() {
        return accept;
    }
}
