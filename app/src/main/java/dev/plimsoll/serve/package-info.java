/** The operator's process: what it watches, drives, measures and answers about itself. */
@NullMarked
package dev.plimsoll.serve;

import org.jspecify.annotations.NullMarked;
