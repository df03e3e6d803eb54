@NullMarked
package dev.plimsoll.secrets;

import org.jspecify.annotations.NullMarked;
