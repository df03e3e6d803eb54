/** Which nodes carry a policy's labels: the rules of NodeLabelPolicy as pure functions. */
@NullMarked
package dev.plimsoll.core.labels;

import org.jspecify.annotations.NullMarked;
