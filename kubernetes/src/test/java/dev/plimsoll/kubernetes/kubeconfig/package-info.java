@NullMarked
package dev.plimsoll.kubernetes.kubeconfig;

import org.jspecify.annotations.NullMarked;
