/** NodeDrains as the jobs see them. */
@NullMarked
package dev.plimsoll.kubernetes.nodedrains;

import org.jspecify.annotations.NullMarked;
