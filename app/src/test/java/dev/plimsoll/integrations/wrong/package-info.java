/** Breaks rules, so that the tests of architecture can be seen to notice. */
@NullMarked
package dev.plimsoll.integrations.wrong;

import org.jspecify.annotations.NullMarked;
