package dev.plimsoll.kubernetes.pods;

import dev.plimsoll.core.capacity.guaranteed.Specimen;
import dev.plimsoll.core.fleet.Pod;

/** A pod, and what its containers declare. */
public record DescribedPod(Pod pod, Specimen specimen) {}
