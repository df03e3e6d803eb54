/** Asking a real Prometheus, and servers that only seem to be one. */
@NullMarked
package dev.plimsoll.integrations.prometheus;

import org.jspecify.annotations.NullMarked;
