/**
 * The secrets job in the operator: who listens to which queue, and what is known of the cluster.
 */
@NullMarked
package dev.plimsoll.serve.secrets;

import org.jspecify.annotations.NullMarked;
