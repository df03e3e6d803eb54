@NullMarked
package dev.plimsoll.kubernetes.protobuf;

import org.jspecify.annotations.NullMarked;
