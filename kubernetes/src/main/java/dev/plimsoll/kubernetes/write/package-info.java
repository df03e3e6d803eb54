/** Writes to the API server: each once, each with the version it was decided on. */
@NullMarked
package dev.plimsoll.kubernetes.write;

import org.jspecify.annotations.NullMarked;
