/** The rules by which a policy chooses nodes. */
@NullMarked
package dev.plimsoll.core.drainpolicy;

import org.jspecify.annotations.NullMarked;
