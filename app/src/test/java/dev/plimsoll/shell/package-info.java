@NullMarked
package dev.plimsoll.shell;

import org.jspecify.annotations.NullMarked;
