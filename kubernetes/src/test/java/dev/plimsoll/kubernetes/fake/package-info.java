/**
 * An API server on raw sockets that misbehaves on request, which the real one cannot be made to.
 */
@NullMarked
package dev.plimsoll.kubernetes.fake;

import org.jspecify.annotations.NullMarked;
