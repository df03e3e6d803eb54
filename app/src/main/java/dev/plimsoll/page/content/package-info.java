/** What pages show: the figures of documents, and where each stands in its graph. */
@NullMarked
package dev.plimsoll.page.content;

import org.jspecify.annotations.NullMarked;
