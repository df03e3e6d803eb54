/** Keeps the operator's Lease on the API server. */
@NullMarked
package dev.plimsoll.kubernetes.lease;

import org.jspecify.annotations.NullMarked;
