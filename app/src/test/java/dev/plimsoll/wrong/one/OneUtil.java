package dev.plimsoll.wrong.one;

import dev.plimsoll.wrong.two.Two;
import java.util.ArrayList;

/** Is named for no role, depends on what depends on it, keeps static state, has no package-info. */
public final class OneUtil {

    static final ArrayList<Two> SEEN = new ArrayList<>();

    private OneUtil() {}
}
