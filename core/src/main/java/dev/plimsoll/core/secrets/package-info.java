/**
 * Secrets: which resources use a key of Parameter Store or Secrets Manager, and what a touch does.
 */
@NullMarked
package dev.plimsoll.core.secrets;

import org.jspecify.annotations.NullMarked;
