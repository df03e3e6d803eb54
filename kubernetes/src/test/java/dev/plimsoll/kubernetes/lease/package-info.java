@NullMarked
package dev.plimsoll.kubernetes.lease;

import org.jspecify.annotations.NullMarked;
