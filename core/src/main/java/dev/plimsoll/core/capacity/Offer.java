package dev.plimsoll.core.capacity;

import dev.plimsoll.core.fleet.Allocatable;
import java.math.BigDecimal;

/**
 * Offers a kind of node for money.
 *
 * @param allocatable what a new node offers to pods, DaemonSets among them
 * @param usdPerHour above 0
 */
public record Offer(String instanceType, Allocatable allocatable, BigDecimal usdPerHour) {}
