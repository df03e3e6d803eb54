package dev.plimsoll.operator.drain;

import dev.plimsoll.core.drain.DrainPlan;
import dev.plimsoll.core.drain.DrainPod;
import java.time.Duration;

/** Hears of a drain, and does nothing about it. */
public final class Deaf implements DrainListener {
    @Override
    public void planned(DrainPlan plan) {}

    @Override
    public void cordoned(String node) {}

    @Override
    public void evicting(String node, DrainPod pod) {}

    @Override
    public void deleting(String node, DrainPod pod) {}

    @Override
    public void gone(String node, DrainPod pod, Duration took) {}

    @Override
    public void waiting(String node, String why) {}

    @Override
    public void ended(String node, DrainResult result) {}
}
