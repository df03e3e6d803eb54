package dev.plimsoll.simulation.cluster;

/** Sees every commit at once and in order, as nobody in a real cluster can. */
@FunctionalInterface
public interface CommitObserver<T> {

    void committed(Commit<T> commit);
}
