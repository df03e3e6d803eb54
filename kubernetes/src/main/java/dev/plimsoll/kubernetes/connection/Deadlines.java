package dev.plimsoll.kubernetes.connection;

import java.time.Duration;

/**
 * Bounds every wait for the API server. A bookmark comes every 60 s from an idle API server, the
 * first after 122 to 125 s (measured on 1.34), hence 175 s for a silent watch: noticed within three
 * minutes, on a busy machine too.
 *
 * @param connect for TCP and TLS
 * @param credentials for reading a kubeconfig and running its credential plugin
 * @param headers from the start of a request to the head of the answer
 * @param listSilence without a byte of a list
 * @param listPage for one whole page, however busily bytes drip
 * @param watchSilence without an event or bookmark, however busily bytes drip
 * @param watchAgeMin the youngest age at which a healthy watch is renewed
 * @param watchAgeMax the oldest
 * @param request for a whole exchange that is no stream
 */
public record Deadlines(
        Duration connect,
        Duration credentials,
        Duration headers,
        Duration listSilence,
        Duration listPage,
        Duration watchSilence,
        Duration watchAgeMin,
        Duration watchAgeMax,
        Duration request) {

    public static final Deadlines STANDARD =
            new Deadlines(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(150),
                    Duration.ofSeconds(175),
                    Duration.ofMinutes(4),
                    Duration.ofMinutes(6),
                    Duration.ofSeconds(10));

    /** The same, but for exchanges that shall be over sooner, or may take longer. */
    public Deadlines withRequest(Duration limit) {
        return new Deadlines(
                connect.compareTo(limit) < 0 ? connect : limit,
                credentials,
                headers,
                listSilence,
                listPage,
                watchSilence,
                watchAgeMin,
                watchAgeMax,
                limit);
    }
}
