@NullMarked
package dev.plimsoll.testbed;

import org.jspecify.annotations.NullMarked;
