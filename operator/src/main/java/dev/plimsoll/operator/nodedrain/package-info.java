/** The drain job: every NodeDrain is driven to its end, whoever was interrupted on the way. */
@NullMarked
package dev.plimsoll.operator.nodedrain;

import org.jspecify.annotations.NullMarked;
