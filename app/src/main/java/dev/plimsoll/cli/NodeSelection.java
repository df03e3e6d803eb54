package dev.plimsoll.cli;

import dev.plimsoll.capacity.CapacityFleet;
import dev.plimsoll.core.fleet.LabelSelector;
import dev.plimsoll.core.fleet.SelectorText;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Says which nodes of a fleet a command looks at. */
final class NodeSelection {

    @Option(
            names = {"-l", "--selector"},
            paramLabel = "SELECTOR",
            converter = Converter.class,
            description =
                    "Look only at nodes with these labels, and at the pods on them: such as"
                            + " karpenter.sh/nodepool=default,!spot.")
    private LabelSelector selector = LabelSelector.EVERYTHING;

    /** The part of the fleet that is looked at. */
    CapacityFleet of(CapacityFleet fleet) {
        return selector.equals(LabelSelector.EVERYTHING) ? fleet : fleet.on(selector);
    }

    LabelSelector selector() {
        return selector;
    }

    /** Reads a selector as kubectl does. */
    static final class Converter implements ITypeConverter<LabelSelector> {

        @Override
        public LabelSelector convert(String value) {
            try {
                return SelectorText.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
