@NullMarked
package dev.plimsoll.core.nodedrain;

import org.jspecify.annotations.NullMarked;
