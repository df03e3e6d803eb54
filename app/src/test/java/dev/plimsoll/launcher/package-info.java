@NullMarked
package dev.plimsoll.launcher;

import org.jspecify.annotations.NullMarked;
