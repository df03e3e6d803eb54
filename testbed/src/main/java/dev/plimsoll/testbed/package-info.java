/**
 * Real servers for tests: a Kubernetes control plane whose nodes and pods are played by kwok,
 * started in seconds on free loopback ports, with RBAC, TLS and an audit log.
 *
 * <p>Start at {@link dev.plimsoll.testbed.RealCluster} in a test and at {@link
 * dev.plimsoll.testbed.ControlPlane} anywhere else. {@code docs/testbed.md} says what it costs.
 */
@NullMarked
package dev.plimsoll.testbed;

import org.jspecify.annotations.NullMarked;
