@NullMarked
package dev.plimsoll.output;

import org.jspecify.annotations.NullMarked;
