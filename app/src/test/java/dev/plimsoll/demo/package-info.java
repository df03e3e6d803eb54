/** The demo tells the same story for the same seed, and a true one. */
@NullMarked
package dev.plimsoll.demo;

import org.jspecify.annotations.NullMarked;
