/** How AWS is reached, and what it answers when it refuses. */
@NullMarked
package dev.plimsoll.aws.client;

import org.jspecify.annotations.NullMarked;
