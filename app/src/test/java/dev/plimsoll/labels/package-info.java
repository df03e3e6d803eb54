/** The label job on the real API server, with the rights it ships with. */
@NullMarked
package dev.plimsoll.labels;

import org.jspecify.annotations.NullMarked;
