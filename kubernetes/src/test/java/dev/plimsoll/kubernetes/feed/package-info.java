@NullMarked
package dev.plimsoll.kubernetes.feed;

import org.jspecify.annotations.NullMarked;
