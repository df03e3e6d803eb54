package dev.plimsoll.simulation.cluster;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Holds the objects of one kind as they truly are, in the order of their names, and tells every
 * commit to its observers before the write returns.
 */
public final class ObjectTable<T> {

    private final Kind<T> kind;
    private final Clock clock;
    private final LongSupplier versions;
    private final TreeMap<String, T> objects = new TreeMap<>();
    private final List<CommitObserver<T>> observers = new ArrayList<>();

    /**
     * @param versions counts up, for all kinds together
     */
    ObjectTable(Kind<T> kind, Clock clock, LongSupplier versions) {
        this.kind = kind;
        this.clock = clock;
        this.versions = versions;
    }

    public void observe(CommitObserver<T> observer) {
        observers.add(observer);
    }

    public void ignore(CommitObserver<T> observer) {
        observers.remove(observer);
    }

    /** A list of this instant, in the order of names. */
    public Collection<T> all() {
        return List.copyOf(objects.values());
    }

    public @Nullable T get(String name) {
        return objects.get(name);
    }

    public int size() {
        return objects.size();
    }

    /** Adds an object; one of the same name must have gone before. */
    public T create(Author author, T object) {
        T before = objects.get(kind.name().apply(object));
        if (before != null) {
            throw new IllegalStateException("Exists already: " + before);
        }
        return commit(author, null, object);
    }

    /**
     * Writes the next version of an object.
     *
     * @return null where there is no object of that name
     */
    public @Nullable T update(Author author, String name, UnaryOperator<T> change) {
        T before = objects.get(name);
        return before == null ? null : commit(author, before, change.apply(before));
    }

    public void remove(Author author, String name) {
        T before = objects.remove(name);
        if (before != null) {
            tell(new Commit<>(versions.getAsLong(), clock.instant(), author, before, null));
        }
    }

    private T commit(Author author, @Nullable T before, T object) {
        long version = versions.getAsLong();
        T after = kind.stamp().apply(object, Long.toString(version));
        objects.put(kind.name().apply(after), after);
        tell(new Commit<>(version, clock.instant(), author, before, after));
        return after;
    }

    private void tell(Commit<T> commit) {
        List.copyOf(observers).forEach(observer -> observer.committed(commit));
    }
}
