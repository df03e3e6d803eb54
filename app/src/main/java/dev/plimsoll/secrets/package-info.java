/** What the commands about secrets show: who uses a key, and what became of touching them. */
@NullMarked
package dev.plimsoll.secrets;

import org.jspecify.annotations.NullMarked;
