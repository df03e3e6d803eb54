@NullMarked
package dev.plimsoll.aws.events;

import org.jspecify.annotations.NullMarked;
