@NullMarked
package dev.plimsoll.architecture;

import org.jspecify.annotations.NullMarked;
