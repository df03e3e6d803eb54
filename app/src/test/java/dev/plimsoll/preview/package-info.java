@NullMarked
package dev.plimsoll.preview;

import org.jspecify.annotations.NullMarked;
