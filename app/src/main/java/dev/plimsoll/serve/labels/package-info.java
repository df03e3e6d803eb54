/** The label job in the operator. */
@NullMarked
package dev.plimsoll.serve.labels;

import org.jspecify.annotations.NullMarked;
