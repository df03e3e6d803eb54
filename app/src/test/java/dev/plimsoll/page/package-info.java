@NullMarked
package dev.plimsoll.page;

import org.jspecify.annotations.NullMarked;
