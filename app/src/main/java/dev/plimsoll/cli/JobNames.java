package dev.plimsoll.cli;

import dev.plimsoll.kubernetes.api.Manifests.Job;
import java.util.ArrayList;
import java.util.EnumSet;

/** The names of jobs as users write them. */
final class JobNames extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    JobNames() {
        EnumSet.allOf(Job.class).forEach(job -> add(job.id()));
    }
}
