/** What nodes carry and offer: effective requests and limits, instance types, prices, reports. */
@NullMarked
package dev.plimsoll.core.capacity;

import org.jspecify.annotations.NullMarked;
