/** What goes wrong between an operator and the API server, drawn from a seed. */
@NullMarked
package dev.plimsoll.simulation.fault;

import org.jspecify.annotations.NullMarked;
