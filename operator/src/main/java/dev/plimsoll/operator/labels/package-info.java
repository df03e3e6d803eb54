/** The label job: observe, plan, act, tell. */
@NullMarked
package dev.plimsoll.operator.labels;

import org.jspecify.annotations.NullMarked;
