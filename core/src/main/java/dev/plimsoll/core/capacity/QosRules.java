package dev.plimsoll.core.capacity;

import dev.plimsoll.core.fleet.QosClass;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides the class of a pod as the API server does when it is created ({@code
 * pkg/apis/core/v1/helper/qos} v1.34): by its spec alone, without overhead, init containers
 * included; with a pod-level block, even an empty one, by nothing but that.
 */
final class QosRules {

    private QosRules() {}

    static QosClass classOf(DeclaredPod pod) {
        if (pod.podLevel() != null) {
            DeclaredAmounts limits = pod.podLevel().limits();
            boolean capped = limits.hasCpu() && limits.hasMemory();
            return verdict(pod.podLevel().requests(), limits, capped);
        }
        DeclaredAmounts requests = DeclaredAmounts.NONE;
        DeclaredAmounts limits = DeclaredAmounts.NONE;
        boolean capped = true;
        for (DeclaredContainer container :
                Stream.concat(pod.apps().stream(), pod.inits().stream()).toList()) {
            DeclaredResources declared = container.declared();
            requests = requests.plus(declared.requests());
            limits = limits.plus(declared.limits());
            capped &= declared.limits().hasCpu() && declared.limits().hasMemory();
        }
        return verdict(requests, limits, capped);
    }

    private static QosClass verdict(
            DeclaredAmounts requests, DeclaredAmounts limits, boolean capped) {
        boolean nothing =
                !requests.hasCpu()
                        && !requests.hasMemory()
                        && !limits.hasCpu()
                        && !limits.hasMemory();
        if (nothing) {
            return QosClass.BEST_EFFORT;
        }
        boolean equal =
                same(requests.cpu(), limits.cpu()) && same(requests.memory(), limits.memory());
        return capped && equal ? QosClass.GUARANTEED : QosClass.BURSTABLE;
    }

    private static boolean same(@Nullable Quantity request, @Nullable Quantity limit) {
        return request != null && limit != null && request.compareTo(limit) == 0;
    }
}
