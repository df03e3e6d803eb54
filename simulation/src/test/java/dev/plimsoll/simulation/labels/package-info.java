/** The label job on the simulated cluster: what must hold whatever happens. */
@NullMarked
package dev.plimsoll.simulation.labels;

import org.jspecify.annotations.NullMarked;
