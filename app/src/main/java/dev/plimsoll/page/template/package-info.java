/** The templates of {@code src/main/jte}, compiled; nothing here is written by hand. */
@NullMarked
package dev.plimsoll.page.template;

import org.jspecify.annotations.NullMarked;
