@NullMarked
package dev.plimsoll.core.drain;

import org.jspecify.annotations.NullMarked;
