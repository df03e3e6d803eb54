/** What disks are shown as. */
@NullMarked
package dev.plimsoll.disks;

import org.jspecify.annotations.NullMarked;
