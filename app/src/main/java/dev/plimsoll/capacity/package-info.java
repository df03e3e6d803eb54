/** Capacity for users: the fleet read for it, tables, documents, prices. */
@NullMarked
package dev.plimsoll.capacity;

import org.jspecify.annotations.NullMarked;
