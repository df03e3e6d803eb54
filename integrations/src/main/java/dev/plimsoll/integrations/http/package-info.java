/** Talking to servers that may hang, refuse, answer nonsense or never end what they say. */
@NullMarked
package dev.plimsoll.integrations.http;

import org.jspecify.annotations.NullMarked;
