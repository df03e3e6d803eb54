/** Asks Prometheus. */
@NullMarked
package dev.plimsoll.integrations.prometheus;

import org.jspecify.annotations.NullMarked;
