/**
 * A cluster that lives on a virtual clock, behind the ports of the jobs: the same seed gives the
 * same run, byte for byte.
 */
@NullMarked
package dev.plimsoll.simulation;

import org.jspecify.annotations.NullMarked;
