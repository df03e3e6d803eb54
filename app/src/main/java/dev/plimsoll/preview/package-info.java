/** What label policies would do to a fleet, for people and programs. */
@NullMarked
package dev.plimsoll.preview;

import org.jspecify.annotations.NullMarked;
