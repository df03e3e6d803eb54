/** Receivers that take notices, hang, refuse and fail. */
@NullMarked
package dev.plimsoll.integrations.notices;

import org.jspecify.annotations.NullMarked;
