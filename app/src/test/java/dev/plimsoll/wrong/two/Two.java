package dev.plimsoll.wrong.two;

import dev.plimsoll.wrong.one.OneUtil;

/** Closes a cycle of packages. */
public record Two(Class<OneUtil> one) {

    /** Depends on a method too: generic arguments alone could be overlooked. */
    public boolean isOne() {
        return one == OneUtil.class;
    }
}
