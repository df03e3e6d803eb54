@NullMarked
package dev.plimsoll.core.secrets;

import org.jspecify.annotations.NullMarked;
