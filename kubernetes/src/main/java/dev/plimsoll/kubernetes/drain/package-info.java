/** Draining nodes on a cluster: what is read for it, the Eviction API, and the cordon. */
@NullMarked
package dev.plimsoll.kubernetes.drain;

import org.jspecify.annotations.NullMarked;
