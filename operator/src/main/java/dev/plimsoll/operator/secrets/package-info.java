/** The secrets job: a message becomes touches, and is given back when all of them are done. */
@NullMarked
package dev.plimsoll.operator.secrets;

import org.jspecify.annotations.NullMarked;
