package dev.plimsoll.core.port;

import dev.plimsoll.core.drain.DrainWait;

/**
 * Wakes whoever drives a drain when what the drain waits for may have happened. To be woken is a
 * hint and no more: it may come for nothing, and it may fail to come. Whoever is woken looks for
 * itself, and looks now and then without being woken.
 */
public interface DrainAlarm extends AutoCloseable {

    /** Wakes nobody. */
    DrainAlarm NONE =
            new DrainAlarm() {
                @Override
                public boolean set(DrainWait wait) {
                    return false;
                }

                @Override
                public void close() {}
            };

    /**
     * Says what is waited for from now on, in place of what was before. It returns at once.
     *
     * @return whether it would be noticed now; where not, the drain has to look often
     */
    boolean set(DrainWait wait);

    /** Wakes nobody any more. */
    @Override
    void close();
}
