/** The custom resources as a cluster holds them: reading, writing, and what to install. */
@NullMarked
package dev.plimsoll.kubernetes.api;

import org.jspecify.annotations.NullMarked;
