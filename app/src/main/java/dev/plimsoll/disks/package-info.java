/** What {@code disks} reads and writes. */
@NullMarked
package dev.plimsoll.disks;

import org.jspecify.annotations.NullMarked;
