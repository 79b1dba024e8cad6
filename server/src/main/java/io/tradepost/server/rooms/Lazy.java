package io.tradepost.server.rooms;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Something opened when first asked for, once. */
final class Lazy<T> {
    private final Supplier<T> opening;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Optional<T> opened = Optional.empty();

    Lazy(Supplier<T> opening) {
        this.opening = opening;
    }

    T get() {
        return opened.orElseGet(() -> {
            lock.lock();
            try {
                T thing = opened.orElseGet(opening);
                opened = Optional.of(thing);
                return thing;
            } finally {
                lock.unlock();
            }
        });
    }

    /** What was opened, if anything was. */
    Optional<T> ifOpened() {
        return opened;
    }
}
