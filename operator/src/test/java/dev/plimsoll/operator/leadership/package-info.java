@NullMarked
package dev.plimsoll.operator.leadership;

import org.jspecify.annotations.NullMarked;
