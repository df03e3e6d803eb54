@NullMarked
package dev.plimsoll.fleet;

import org.jspecify.annotations.NullMarked;
