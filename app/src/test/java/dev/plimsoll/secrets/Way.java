package dev.plimsoll.secrets;

/** The ways on which an event comes from AWS to the queue. */
enum Way {
    PARAMETER_RAW,
    PARAMETER_BY_SNS,
    PARAMETER_BY_SNS_RAW,
    PARAMETER_BY_EVENT_BRIDGE,
    PARAMETER_BY_FIFO,
    PARAMETER_BARE_NAME,
    SECRET_RAW,
    SECRET_BY_EVENT_BRIDGE,
    SECRET_CALL_BY_SNS;

    boolean ofParameter() {
        return name().startsWith("PARAMETER");
    }
}
