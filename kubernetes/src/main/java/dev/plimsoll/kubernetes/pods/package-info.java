/** Reading pods into compact records; the object itself is never held. */
@NullMarked
package dev.plimsoll.kubernetes.pods;

import org.jspecify.annotations.NullMarked;
