/** Kubelets that answer, and others. */
@NullMarked
package dev.plimsoll.kubernetes.kubelet;

import org.jspecify.annotations.NullMarked;
