package dev.plimsoll.capacity;

import dev.plimsoll.core.port.FleetSource;
import dev.plimsoll.fleet.ObjectSource;
import dev.plimsoll.shell.CommandFailure;

/** Reads the fleet as {@code plan consolidate} shows it, but takes nothing less than all of it. */
public final class ClusterFleet implements FleetSource {

    private final ObjectSource source;
    private final PriceBook prices;

    public ClusterFleet(ObjectSource source, PriceBook prices) {
        this.source = source;
        this.prices = prices;
    }

    @Override
    public Look read() {
        try {
            ConsolidateInput input = ConsolidateInput.read(source, prices);
            return input.leftOut().isEmpty()
                    ? new Look.Seen(input.fleet())
                    : new Look.Failed(
                            "The fleet could not be read whole: "
                                    + String.join(", ", input.leftOut())
                                    + ".");
        } catch (CommandFailure e) {
            return new Look.Failed(String.valueOf(e.getMessage()));
        }
    }
}
