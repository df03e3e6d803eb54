/**
 * One of several processes leads and writes; the others wait to take over. The elector finds out
 * which, the fence holds every write to it.
 */
@NullMarked
package dev.plimsoll.operator.leadership;

import org.jspecify.annotations.NullMarked;
