/** What a drain asks of the API server, and what wakes it. */
@NullMarked
package dev.plimsoll.kubernetes.drain;

import org.jspecify.annotations.NullMarked;
