/** Reads the messages by which AWS says that a parameter or a secret has changed. */
@NullMarked
package dev.plimsoll.aws.events;

import org.jspecify.annotations.NullMarked;
