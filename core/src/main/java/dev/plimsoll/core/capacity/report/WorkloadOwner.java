package dev.plimsoll.core.capacity.report;

import dev.plimsoll.core.fleet.OwnerReference;
import dev.plimsoll.core.fleet.Pod;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the workload a pod belongs to by what its own object says, so that no other object need be
 * read. A Deployment names its ReplicaSets after itself and the template's hash, which the pods
 * carry as a label; a CronJob names its Jobs after itself and the minute.
 */
public final class WorkloadOwner {

    /** Minutes since 1970, from 2015 on; seconds, before Kubernetes 1.21. Days look otherwise. */
    private static final Pattern CRON_JOB =
            Pattern.compile("(.+)-(?:2[4-9][0-9]{6}|[3-9][0-9]{7}|1[0-9]{9})");

    private WorkloadOwner() {}

    /** The workload; a pod that has none is its own. */
    public static OwnerReference of(Pod pod) {
        OwnerReference owner = pod.owner().orElse(new OwnerReference("Pod", pod.name()));
        return switch (owner.kind()) {
            case "ReplicaSet" -> deployment(owner, "-" + pod.templateHash());
            case "Job" -> cronJob(owner);
            case "Node" -> new OwnerReference("Pod", pod.name());
            default -> owner;
        };
    }

    private static OwnerReference deployment(OwnerReference replicaSet, String suffix) {
        String name = replicaSet.name();
        return suffix.length() > 1 && name.endsWith(suffix)
                ? new OwnerReference(
                        "Deployment", name.substring(0, name.length() - suffix.length()))
                : replicaSet;
    }

    private static OwnerReference cronJob(OwnerReference job) {
        Matcher named = CRON_JOB.matcher(job.name());
        return named.matches() ? new OwnerReference("CronJob", named.group(1)) : job;
    }
}
