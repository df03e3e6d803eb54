/** Fleet snapshots: what decisions read, and nothing that is nobody's business. */
@NullMarked
package dev.plimsoll.snapshot;

import org.jspecify.annotations.NullMarked;
