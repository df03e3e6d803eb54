/** Pods read from JSON, judged by the code of the scheduler itself. */
@NullMarked
package dev.plimsoll.kubernetes.pods;

import org.jspecify.annotations.NullMarked;
