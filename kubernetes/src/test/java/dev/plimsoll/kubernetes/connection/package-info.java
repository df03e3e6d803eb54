@NullMarked
package dev.plimsoll.kubernetes.connection;

import org.jspecify.annotations.NullMarked;
