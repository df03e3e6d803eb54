@NullMarked
package dev.plimsoll.testbed.faults;

import org.jspecify.annotations.NullMarked;
