/** Servers that misbehave. */
@NullMarked
package dev.plimsoll.integrations.http;

import org.jspecify.annotations.NullMarked;
