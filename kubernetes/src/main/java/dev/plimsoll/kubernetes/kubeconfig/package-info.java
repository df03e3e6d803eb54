/**
 * Reads kubeconfigs and keeps credentials fresh. fabric8 can do most of it, but loads six hundred
 * model classes for it (a second of CPU time), takes a context that does not exist for the current
 * one, and waits for a credential plugin for ever, once a minute.
 */
@NullMarked
package dev.plimsoll.kubernetes.kubeconfig;

import org.jspecify.annotations.NullMarked;
