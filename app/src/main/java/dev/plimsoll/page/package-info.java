/** Self-contained HTML pages: one file that needs no network, for a colleague or a printer. */
@NullMarked
package dev.plimsoll.page;

import org.jspecify.annotations.NullMarked;
