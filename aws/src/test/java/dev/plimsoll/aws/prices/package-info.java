@NullMarked
package dev.plimsoll.aws.prices;

import org.jspecify.annotations.NullMarked;
