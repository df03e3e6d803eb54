/**
 * Reads the resources of External Secrets, of the versions {@code v1} and {@code v1beta1} alike.
 */
@NullMarked
package dev.plimsoll.kubernetes.secrets;

import org.jspecify.annotations.NullMarked;
