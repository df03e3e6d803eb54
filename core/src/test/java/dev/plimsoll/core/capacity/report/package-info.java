@NullMarked
package dev.plimsoll.core.capacity.report;

import org.jspecify.annotations.NullMarked;
