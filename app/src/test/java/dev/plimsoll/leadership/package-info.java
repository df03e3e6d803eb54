/** Two real processes compete for one real lease, judged by the API server's audit log. */
@NullMarked
package dev.plimsoll.leadership;

import org.jspecify.annotations.NullMarked;
