@NullMarked
package dev.plimsoll.aws.queue;

import org.jspecify.annotations.NullMarked;
