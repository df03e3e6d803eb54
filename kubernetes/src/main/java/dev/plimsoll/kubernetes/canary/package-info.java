/** Proves that what is written to the API server comes back through a watch. */
@NullMarked
package dev.plimsoll.kubernetes.canary;

import org.jspecify.annotations.NullMarked;
