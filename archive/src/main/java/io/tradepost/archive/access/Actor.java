package io.tradepost.archive.access;

import io.tradepost.archive.Reader;

/**
 * A person who does something, and from where.
 *
 * @param role   in which role: {@code officer}
 * @param origin {@code rest 127.0.0.1}, {@code cli} …
 */
public record Actor(Person person, String role, String origin) {
    /** As whom the archive is read and audited. */
    public Reader reader() {
        return new Reader(person.account(), role, origin, Reader.Scope.ALL);
    }
}
