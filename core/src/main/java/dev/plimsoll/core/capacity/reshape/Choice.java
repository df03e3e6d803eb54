package dev.plimsoll.core.capacity.reshape;

import dev.plimsoll.core.capacity.Offer;
import java.util.List;
import java.util.stream.IntStream;

/** Leaves out the offers that no plan needs. */
final class Choice {

    /** With fewer, every small set of types can be tried, and nothing need be left out. */
    private static final int FEW = 24;

    private Choice() {}

    /**
     * Answers the places of the offers that have room for a pod beside the DaemonSets and, where
     * there are many, for which no other has as much room in every dimension for as little money.
     */
    static int[] of(List<Offer> offers, double[][] rooms) {
        int[] usable =
                IntStream.range(0, rooms.length).filter(type -> usable(rooms[type])).toArray();
        if (usable.length <= FEW) {
            return usable;
        }
        return IntStream.of(usable)
                .filter(type ->
                        IntStream.of(usable).noneMatch(other -> beats(offers, rooms, other, type)))
                .toArray();
    }

    static boolean usable(double[] room) {
        return IntStream.range(0, room.length).allMatch(d -> room[d] >= 0) && room[0] >= 1;
    }

    private static boolean beats(List<Offer> offers, double[][] rooms, int other, int type) {
        int byPrice = offers.get(other).usdPerHour().compareTo(offers.get(type).usdPerHour());
        if (other == type || byPrice > 0 || !Problem.fits(rooms[type], rooms[other])) {
            return false;
        }
        boolean equal = byPrice == 0 && Problem.fits(rooms[other], rooms[type]);
        return !equal || other < type;
    }
}
