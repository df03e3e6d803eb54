package dev.plimsoll.core.capacity.consolidate;

import dev.plimsoll.core.capacity.Measure;
import dev.plimsoll.core.fleet.ScheduledPod;
import java.util.List;
import java.util.TreeSet;

/**
 * Weighs pods and nodes in every resource that counts: first those that the scheduler looks at,
 * then those that only the plan keeps to.
 *
 * @param others resources beside CPU and memory that some pod asks for
 * @param limits what the basis of limits adds
 */
record Dimensions(List<Measure> requests, List<String> others, List<Measure> limits) {

    /** Where {@link Measure#of} has the number of pods, memory and CPU. */
    static final int PODS = 0;

    static final int MEMORY = 1;
    static final int CPU = 2;
    private static final int REQUESTS = 3;

    /** A plan has no use for amounts beyond this (a pebibyte), and sums below 2^53 are exact. */
    private static final long MOST = 1L << 50;

    static Dimensions of(ConsolidateOptions options, List<ScheduledPod> pods) {
        List<Measure> measures =
                Measure.of(options.resource(), options.basis(), options.cpuOvercommit());
        TreeSet<String> others = new TreeSet<>();
        pods.forEach(pod -> others.addAll(pod.scheduling().otherRequests().keySet()));
        return new Dimensions(
                measures.subList(0, REQUESTS),
                List.copyOf(others),
                measures.subList(REQUESTS, measures.size()));
    }

    int count() {
        return scheduled() + limits.size();
    }

    /** How many of them the scheduler looks at; they are the first. */
    int scheduled() {
        return requests.size() + others.size();
    }

    String name(int dimension) {
        if (dimension < requests.size()) {
            return requests.get(dimension).name() + "s";
        }
        return dimension < scheduled()
                ? others.get(dimension - requests.size())
                : limits.get(dimension - scheduled()).name() + "s";
    }

    double[] load(ScheduledPod pod) {
        double[] load = new double[count()];
        fill(load, Measure.loads(requests, pod.pod()), Measure.loads(limits, pod.pod()));
        pod.scheduling()
                .otherRequests()
                .forEach((name, amount) ->
                        load[requests.size() + others.indexOf(name)] = Math.min(amount, MOST));
        return load;
    }

    double[] room(Machine machine) {
        double[] room = new double[count()];
        fill(
                room,
                Measure.rooms(requests, machine.node().allocatable()),
                Measure.rooms(limits, machine.node().allocatable()));
        for (int other = 0; other < others.size(); other++) {
            long amount = machine.otherRoom().getOrDefault(others.get(other), 0L);
            room[requests.size() + other] = Math.min(amount, MOST);
        }
        return room;
    }

    private void fill(double[] all, double[] ofRequests, double[] ofLimits) {
        System.arraycopy(ofRequests, 0, all, 0, ofRequests.length);
        System.arraycopy(ofLimits, 0, all, scheduled(), ofLimits.length);
    }
}
