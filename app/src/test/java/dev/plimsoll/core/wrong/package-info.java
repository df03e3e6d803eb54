/** Breaks rules, so that the tests of architecture can be seen to notice. */
@NullMarked
package dev.plimsoll.core.wrong;

import org.jspecify.annotations.NullMarked;
