/** Reads where pods may run and whether they may be moved, from JSON. */
@NullMarked
package dev.plimsoll.kubernetes.scheduling;

import org.jspecify.annotations.NullMarked;
