@NullMarked
package dev.plimsoll.snapshot;

import org.jspecify.annotations.NullMarked;
