@NullMarked
package dev.plimsoll.core.labels;

import org.jspecify.annotations.NullMarked;
