/** What nodes and workloads carry, added up in every way one may want to see it. */
@NullMarked
package dev.plimsoll.core.capacity.report;

import org.jspecify.annotations.NullMarked;
