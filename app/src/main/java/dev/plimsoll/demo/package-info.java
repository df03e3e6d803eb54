/** A simulated fleet with the operator's own label job on it, shown in the terminal. */
@NullMarked
package dev.plimsoll.demo;

import org.jspecify.annotations.NullMarked;
