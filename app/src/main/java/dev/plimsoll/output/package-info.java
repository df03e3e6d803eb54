/** How results are written: tables for people, documents and CSV for programs. */
@NullMarked
package dev.plimsoll.output;

import org.jspecify.annotations.NullMarked;
