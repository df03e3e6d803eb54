@NullMarked
package dev.plimsoll.aws.identity;

import org.jspecify.annotations.NullMarked;
