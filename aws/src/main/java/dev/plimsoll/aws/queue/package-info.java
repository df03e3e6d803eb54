/** Receives messages of SQS, and asks Parameter Store what has changed; no call waits for ever. */
@NullMarked
package dev.plimsoll.aws.queue;

import org.jspecify.annotations.NullMarked;
