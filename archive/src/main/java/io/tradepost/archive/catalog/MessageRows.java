package io.tradepost.archive.catalog;

import io.tradepost.archive.MessageId;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** Asks the rows of messages and of the decisions on their links. */
final class MessageRows {
    private MessageRows() {}

    static Optional<Long> sequenceOf(StatelessSession session, MessageId id) {
        return session.createSelectionQuery("select m.record from MessageRow m where m.id = :id", Long.class)
                .setParameter("id", id.value())
                .uniqueResultOptional();
    }

    static List<Long> linkEvents(StatelessSession session, MessageId id) {
        return session.createSelectionQuery(
                        "select e.record from LinkEventRow e where e.messageId = :id order by e.record", Long.class)
                .setParameter("id", id.value())
                .list();
    }

    static List<Long> undecided(StatelessSession session, int limit) {
        return session.createSelectionQuery(
                        "select m.record from MessageRow m where m.linkRecord < 0 order by m.record", Long.class)
                .setMaxResults(limit)
                .getResultList();
    }
}
