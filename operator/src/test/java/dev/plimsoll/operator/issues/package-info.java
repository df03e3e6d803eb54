/** One test per bug that was found, named after what went wrong. */
@NullMarked
package dev.plimsoll.operator.issues;

import org.jspecify.annotations.NullMarked;
