package dev.plimsoll.core.fleet;

/**
 * States what one container asks for and may use. A limit of 0 is no limit, as the kubelet has it.
 *
 * @param requests rounded up, 0 where nothing is asked for
 * @param limits rounded up, 0 where there is none
 */
public record Container(ContainerRole role, Resources requests, Resources limits) {}
