/** The true state of a simulated cluster, and every version of it as it is committed. */
@NullMarked
package dev.plimsoll.simulation.cluster;

import org.jspecify.annotations.NullMarked;
