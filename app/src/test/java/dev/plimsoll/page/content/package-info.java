@NullMarked
package dev.plimsoll.page.content;

import org.jspecify.annotations.NullMarked;
