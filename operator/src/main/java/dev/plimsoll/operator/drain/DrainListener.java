package dev.plimsoll.operator.drain;

import dev.plimsoll.core.drain.DrainPlan;
import dev.plimsoll.core.drain.DrainPod;
import java.time.Duration;

/** Hears what a drain does, as it does it; it must return at once. */
public interface DrainListener {

    /** The plan as it is before anything is touched. */
    void planned(DrainPlan plan);

    void cordoned(String node);

    void evicting(String node, DrainPod pod);

    /** A pod could not be evicted in its time, and is deleted. */
    void deleting(String node, DrainPod pod);

    /** A pod that was evicted, or was going by itself, is no more. */
    void gone(String node, DrainPod pod, Duration took);

    /**
     * Something is waited for; told once for each new reason.
     *
     * @param why a sentence
     */
    void waiting(String node, String why);

    void ended(String node, DrainResult result);
}
