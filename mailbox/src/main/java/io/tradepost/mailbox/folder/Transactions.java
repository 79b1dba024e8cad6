package io.tradepost.mailbox.folder;

import io.tradepost.mailbox.database.Database;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import org.apache.james.mailbox.exception.MailboxException;
import org.hibernate.Session;
import org.hibernate.Transaction;

/** Hibernate's transactions with James's exceptions. */
final class Transactions {
    private static final int TRIES = 8;

    private final Database database;

    Transactions(Database database) {
        this.database = database;
    }

    @FunctionalInterface
    interface Work<T> {
        T run(Session session) throws MailboxException;
    }

    /** A row of the same key is there already. */
    static final class KeyTakenException extends MailboxException {
        private static final long serialVersionUID = 1L;

        KeyTakenException(Exception cause) {
            super("a row of the same key is there", cause);
        }
    }

    /** Reads; what is found is detached when this returns. */
    <T> T read(Work<T> work) throws MailboxException {
        try (Session session = database.sessions().openSession()) {
            session.setDefaultReadOnly(true);
            return work.run(session);
        } catch (PersistenceException e) {
            throw new MailboxException("the mailboxes' database failed: " + e.getMessage(), e);
        }
    }

    /**
     * Runs the work in one transaction; more than once if it is undone for another's sake.
     *
     * @throws KeyTakenException when a row of the same key is there
     */
    <T> T change(Work<T> work) throws MailboxException {
        for (int tried = 1; ; tried++) {
            try (Session session = database.sessions().openSession()) {
                return committed(session, work);
            } catch (PersistenceException e) {
                if (keyTaken(e)) {
                    throw new KeyTakenException(e);
                }
                if (tried == TRIES || !undone(e)) {
                    throw new MailboxException("the mailboxes' database failed: " + e.getMessage(), e);
                }
            }
        }
    }

    private static <T> T committed(Session session, Work<T> work) throws MailboxException {
        Transaction transaction = session.beginTransaction();
        boolean done = false;
        try {
            T result = work.run(session);
            transaction.commit();
            done = true;
            return result;
        } finally {
            if (!done && transaction.getStatus().canRollback()) {
                transaction.rollback();
            }
        }
    }

    private static boolean keyTaken(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLIntegrityConstraintViolationException) {
                return true;
            }
        }
        return false;
    }

    private static boolean undone(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && Database.mayRunAgain(sql)) {
                return true;
            }
        }
        return false;
    }
}
