@NullMarked
package dev.plimsoll.core.capacity.guaranteed;

import org.jspecify.annotations.NullMarked;
