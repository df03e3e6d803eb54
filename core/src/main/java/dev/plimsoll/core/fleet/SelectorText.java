package dev.plimsoll.core.fleet;

import dev.plimsoll.core.fleet.LabelSelector.Operator;
import dev.plimsoll.core.fleet.LabelSelector.Requirement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a selector as kubectl's {@code -l} takes it: {@code a=b,c!=d,e in (f,g),h notin (i),j,!k}.
 * A {@code !=} holds for objects without the label, too.
 *
 * @see <a
 *     href="https://github.com/kubernetes/apimachinery/blob/v0.34.4/pkg/labels/selector.go">labels.Parse</a>
 */
public final class SelectorText {

    private static final String NAME = "[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,251}[A-Za-z0-9])?";
    private static final String KEY = "((?:" + NAME + "/)?" + NAME + ")";
    private static final String VALUE = "(|" + NAME + ")";

    private static final Pattern TERMS = Pattern.compile(",(?![^()]*\\))");
    private static final Pattern EQUALITY = Pattern.compile(KEY + "\\s*(==|=|!=)\\s*" + VALUE);
    private static final Pattern SET = Pattern.compile(KEY + "\\s+(in|notin)\\s*\\(([^()]*)\\)");
    private static final Pattern PRESENCE = Pattern.compile("(!?)\\s*" + KEY);

    private SelectorText() {}

    /**
     * Parses a selector; an empty one selects everything.
     *
     * @throws IllegalArgumentException with a sentence that names the part that is none
     */
    public static LabelSelector parse(String text) {
        List<Requirement> requirements = new ArrayList<>();
        if (!text.isBlank()) {
            for (String term : TERMS.split(text, -1)) {
                requirements.add(requirement(term.strip()));
            }
        }
        return new LabelSelector(Map.of(), requirements);
    }

    private static Requirement requirement(String term) {
        Matcher equality = EQUALITY.matcher(term);
        if (equality.matches()) {
            return new Requirement(
                    equality.group(1),
                    equality.group(2).equals("!=") ? Operator.NOT_IN : Operator.IN,
                    Set.of(equality.group(3)));
        }
        Matcher set = SET.matcher(term);
        if (set.matches()) {
            return new Requirement(
                    set.group(1),
                    set.group(2).equals("in") ? Operator.IN : Operator.NOT_IN,
                    values(set.group(3), term));
        }
        Matcher presence = PRESENCE.matcher(term);
        if (presence.matches()) {
            return new Requirement(
                    presence.group(2),
                    presence.group(1).isEmpty() ? Operator.EXISTS : Operator.DOES_NOT_EXIST,
                    Set.of());
        }
        throw refused(term);
    }

    private static Set<String> values(String list, String term) {
        Set<String> values = new LinkedHashSet<>();
        for (String value : list.split(",", -1)) {
            String bare = value.strip();
            if (!bare.matches(VALUE)) {
                throw refused(term);
            }
            values.add(bare);
        }
        return values;
    }

    private static IllegalArgumentException refused(String term) {
        return new IllegalArgumentException(
                "expected a selector such as zone=a,tier!=web,size in (l,xl),!spot but '%s' is none"
                        .formatted(term));
    }
}
