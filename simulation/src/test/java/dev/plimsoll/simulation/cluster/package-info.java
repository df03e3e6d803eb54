@NullMarked
package dev.plimsoll.simulation.cluster;

import org.jspecify.annotations.NullMarked;
