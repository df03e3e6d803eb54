/** What capacity says and plans, judged by real servers. */
@NullMarked
package dev.plimsoll.capacity;

import org.jspecify.annotations.NullMarked;
