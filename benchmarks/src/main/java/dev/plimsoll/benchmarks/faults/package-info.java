/** What each fault does to a feed, and to a plain informer beside it. */
@NullMarked
package dev.plimsoll.benchmarks.faults;

import org.jspecify.annotations.NullMarked;
