/** Nodes as the API server writes them, and as the jobs see them. */
@NullMarked
package dev.plimsoll.kubernetes.nodes;

import org.jspecify.annotations.NullMarked;
