/** Reading JSON as a stream of tokens, so that no body and no document tree is ever held. */
@NullMarked
package dev.plimsoll.kubernetes.json;

import org.jspecify.annotations.NullMarked;
