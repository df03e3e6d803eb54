@NullMarked
package dev.plimsoll.kubernetes.secrets;

import org.jspecify.annotations.NullMarked;
