package dev.plimsoll.aws.queue;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a queue is.
 *
 * @param region that calls are signed for
 * @param account that owns the queue, where the URL says it
 */
public record QueueAddress(String url, String region, Optional<String> account) {

    private static final Pattern HOST =
            Pattern.compile("https?://(?:sqs\\.)?([a-z]{2,}(?:-[a-z]+)+-[0-9]+)\\.(?:queue\\.)?.*");
    private static final Pattern ACCOUNT = Pattern.compile("https?://[^/]+/([0-9]{12})/.*");

    /**
     * Reads the URL of a queue.
     *
     * @param region goes before what the URL says
     * @return empty where neither says a region
     */
    public static Optional<QueueAddress> of(String url, Optional<String> region) {
        return region.or(() -> first(HOST, url))
                .map(known -> new QueueAddress(url, known, first(ACCOUNT, url)));
    }

    /** Tells whether it is a FIFO queue. */
    boolean inOrder() {
        return url.endsWith(".fifo");
    }

    private static Optional<String> first(Pattern pattern, String url) {
        Matcher matcher = pattern.matcher(url);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
