/** Which workloads can be moved to QoS class Guaranteed, how, and what it costs in room. */
@NullMarked
package dev.plimsoll.core.capacity.guaranteed;

import org.jspecify.annotations.NullMarked;
