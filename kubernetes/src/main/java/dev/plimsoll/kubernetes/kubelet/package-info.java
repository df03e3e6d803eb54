/** Asking kubelets how full their disks are, with the right nodes/stats and no more. */
@NullMarked
package dev.plimsoll.kubernetes.kubelet;

import org.jspecify.annotations.NullMarked;
