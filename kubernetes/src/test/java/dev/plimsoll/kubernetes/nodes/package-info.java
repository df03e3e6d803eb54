@NullMarked
package dev.plimsoll.kubernetes.nodes;

import org.jspecify.annotations.NullMarked;
