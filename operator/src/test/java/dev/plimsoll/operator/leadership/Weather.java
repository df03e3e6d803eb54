package dev.plimsoll.operator.leadership;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** What the network between one process and the server does to requests, and when. */
final class Weather {

    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;

    private final List<Spell> spells = new ArrayList<>();

    enum Kind {
        /** Nothing passes; whoever waits hears nothing. */
        CUT,
        /** Connections are refused at once. */
        REFUSED,
        /** Requests arrive, answers do not. */
        DEAF,
        /** Requests and answers arrive late, or very late, or never. */
        FOUL
    }

    private record Spell(long from, long to, Kind kind) {}

    /**
     * What becomes of one request.
     *
     * @param there until it arrives; negative where it never does
     * @param back from then until its answer arrives; negative where it never does
     * @param refused its sender is told at once that it did not get through
     */
    record Passage(long there, long back, boolean refused) {}

    void spell(long from, long to, Kind kind) {
        spells.add(new Spell(from, to, kind));
    }

    boolean fair(long from, long to) {
        for (Spell spell : spells) {
            if (spell.from < to && from < spell.to) {
                return false;
            }
        }
        return true;
    }

    Passage passage(long now, RandomGenerator random) {
        for (Spell spell : spells) {
            if (spell.from <= now && now < spell.to) {
                return passage(spell.kind, random);
            }
        }
        return new Passage(random.nextLong(20 * MILLI), random.nextLong(20 * MILLI), false);
    }

    private static Passage passage(Kind kind, RandomGenerator random) {
        long quick = random.nextLong(50 * MILLI);
        return switch (kind) {
            case CUT -> new Passage(-1, -1, false);
            case REFUSED -> new Passage(-1, -1, true);
            case DEAF -> new Passage(quick, -1, false);
            case FOUL ->
                    switch (random.nextInt(5)) {
                        case 0 -> new Passage(random.nextLong(90 * SECOND), quick, false);
                        case 1 -> new Passage(random.nextLong(4 * SECOND), quick, false);
                        case 2 -> new Passage(quick, random.nextLong(4 * SECOND), false);
                        case 3 -> new Passage(quick, -1, false);
                        default -> new Passage(quick, quick, false);
                    };
        };
    }
}
