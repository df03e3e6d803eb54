/** Drives the jobs in real time. */
@NullMarked
package dev.plimsoll.operator.run;

import org.jspecify.annotations.NullMarked;
