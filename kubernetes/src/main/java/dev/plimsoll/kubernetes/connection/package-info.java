/**
 * How to reach a cluster: configuration, credentials, transport, and what it means when it fails.
 */
@NullMarked
package dev.plimsoll.kubernetes.connection;

import org.jspecify.annotations.NullMarked;
