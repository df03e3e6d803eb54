/** A real browser for tests of pages: Chromium without a window, driven by its own protocol. */
@NullMarked
package dev.plimsoll.testbed.browser;

import org.jspecify.annotations.NullMarked;
