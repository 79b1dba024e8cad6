package io.tradepost.mailbox.folder;

import com.google.common.base.Preconditions;
import io.tradepost.mailbox.database.Database;
import io.tradepost.mailbox.database.Numbers;
import io.tradepost.mailbox.message.FolderContents;
import io.tradepost.mailbox.message.MailRoom;
import io.tradepost.mailbox.message.MailboxNumber;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.james.core.Username;
import org.apache.james.mailbox.acl.ACLDiff;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.exception.MailboxExistsException;
import org.apache.james.mailbox.exception.MailboxNotFoundException;
import org.apache.james.mailbox.exception.UnsupportedRightException;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxACL;
import org.apache.james.mailbox.model.MailboxACL.Right;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.UidValidity;
import org.apache.james.mailbox.model.search.MailboxQuery;
import org.apache.james.mailbox.store.mail.MailboxMapper;
import org.hibernate.LockMode;
import org.hibernate.Session;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Mailboxes, for James. Keeps nothing, so one serves every session. */
public final class FolderMapper implements MailboxMapper {
    private static final String WITH_ACL = "select distinct f from FolderRow f left join fetch f.acl ";

    private final Transactions transactions;
    private final FolderContents contents;
    private final Numbers numbers;

    /** Over these tables; new mailboxes get these numbers. */
    public FolderMapper(Database database, MailRoom room, Numbers numbers) {
        this.transactions = new Transactions(database);
        this.contents = new FolderContents(room);
        this.numbers = numbers;
    }

    @Override
    public Mono<Mailbox> create(MailboxPath path, UidValidity uidValidity) {
        return later(() -> {
            long id = numbers.next();
            try {
                return transactions.change(session -> {
                    absent(session, path);
                    FolderRow row = new FolderRow(id, path, uidValidity);
                    session.persist(row);
                    session.flush();
                    inTransaction(session, connection -> contents.begin(connection, id, FolderPaths.quotaRoot(path)));
                    return mailbox(row);
                });
            } catch (Transactions.KeyTakenException e) {
                // Somebody else was faster.
                throw new MailboxExistsException(path.getName());
            }
        });
    }

    @Override
    public Mono<MailboxId> rename(Mailbox mailbox) {
        Preconditions.checkNotNull(mailbox.getMailboxId(), "a mailbox that is renamed has an id");
        return later(() -> {
            MailboxPath path = mailbox.generateAssociatedPath();
            try {
                return transactions.change(session -> {
                    absent(session, path);
                    FolderRow row = present(session, mailbox.getMailboxId());
                    row.move(path);
                    session.flush();
                    inTransaction(
                            session,
                            connection -> contents.countFor(connection, row.id(), FolderPaths.quotaRoot(path)));
                    return mailbox.getMailboxId();
                });
            } catch (Transactions.KeyTakenException e) {
                throw new MailboxExistsException(path.getName());
            }
        });
    }

    @Override
    public Mono<Void> delete(Mailbox mailbox) {
        return later(() -> {
                    transactions.change(session -> {
                        long id = MailboxNumber.of(mailbox.getMailboxId());
                        Optional<FolderRow> row = Optional.ofNullable(session.find(FolderRow.class, id));
                        if (row.isPresent()) {
                            inTransaction(session, connection -> contents.empty(connection, id));
                            session.createMutationQuery("delete from AnnotationRow a where a.mailbox = :id")
                                    .setParameter("id", id)
                                    .executeUpdate();
                            session.remove(row.get());
                        }
                        return id;
                    });
                    contents.released();
                    return true;
                })
                .then();
    }

    @Override
    public Mono<Mailbox> findMailboxByPath(MailboxPath path) {
        return Mono.fromCallable(() -> transactions.read(session -> find(session, path)))
                .flatMap(Mono::justOrEmpty)
                .subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public Mono<Mailbox> findMailboxById(MailboxId id) {
        return later(() -> transactions.read(
                session -> mailbox(session.createSelectionQuery(WITH_ACL + "where f.id = :id", FolderRow.class)
                        .setParameter("id", MailboxNumber.of(id))
                        .uniqueResultOptional()
                        .orElseThrow(() -> new MailboxNotFoundException(id)))));
    }

    @Override
    public Flux<Mailbox> findNonPersonalMailboxes(Username user, Right right) {
        String key = MailboxACL.EntryKey.createUserEntryKey(user).serialize();
        return later(() -> transactions.read(session -> mailboxes(session.createSelectionQuery(
                                WITH_ACL + "where f.owner <> :user and f.id in"
                                        + " (select g.id from FolderRow g join g.acl a where key(a) = :key)",
                                FolderRow.class)
                        .setParameter("user", user.asString())
                        .setParameter("key", key)
                        .getResultList())))
                .flatMapIterable(found -> found)
                .filter(mailbox -> mailbox.getACL().getEntries().entrySet().stream()
                        .anyMatch(entry -> entry.getKey().serialize().equals(key)
                                && entry.getValue().contains(right)));
    }

    /** Of one user there are few enough to be matched here, by James's own rules. */
    @Override
    public Flux<Mailbox> findMailboxWithPathLike(MailboxQuery.UserBound query) {
        return later(() -> transactions.read(session -> mailboxes(session.createSelectionQuery(
                                WITH_ACL + "where f.owner = :user and f.namespace = :namespace", FolderRow.class)
                        .setParameter("user", query.getFixedUser().asString())
                        .setParameter("namespace", query.getFixedNamespace())
                        .getResultList())))
                .flatMapIterable(found -> found)
                .filter(query::matches);
    }

    @Override
    public Mono<Boolean> hasChildren(Mailbox mailbox, char delimiter) {
        String prefix = mailbox.getName() + delimiter;
        MailboxPath path = mailbox.generateAssociatedPath();
        return later(() -> transactions.read(session -> session
                .createSelectionQuery(
                        "select f.name from FolderRow f where f.owner = :user and f.namespace = :namespace",
                        String.class)
                .setParameter("user", FolderPaths.user(path))
                .setParameter("namespace", path.getNamespace())
                .getResultList()
                .stream()
                .anyMatch(name -> name.startsWith(prefix))));
    }

    @Override
    public Mono<ACLDiff> updateACL(Mailbox mailbox, MailboxACL.ACLCommand command) {
        return changeAcl(mailbox, acl -> acl.apply(command));
    }

    @Override
    public Mono<ACLDiff> setACL(Mailbox mailbox, MailboxACL acl) {
        return changeAcl(mailbox, old -> acl);
    }

    @Override
    public Flux<Mailbox> list() {
        return later(() -> transactions.read(
                        session -> mailboxes(session.createSelectionQuery(WITH_ACL + "order by f.id", FolderRow.class)
                                .getResultList())))
                .flatMapIterable(found -> found);
    }

    @FunctionalInterface
    private interface AclChange {
        MailboxACL apply(MailboxACL old) throws UnsupportedRightException;
    }

    private Mono<ACLDiff> changeAcl(Mailbox mailbox, AclChange change) {
        return later(() -> transactions.change(session -> {
            // Locked: two who give rights at once must both be heard.
            FolderRow row = present(session, mailbox.getMailboxId());
            session.lock(row, LockMode.PESSIMISTIC_WRITE);
            session.refresh(row);
            MailboxACL before = row.acl();
            MailboxACL after = change.apply(before);
            row.acl(after);
            mailbox.setACL(after);
            return ACLDiff.computeDiff(before, after);
        }));
    }

    private static Optional<Mailbox> find(Session session, MailboxPath path) throws MailboxException {
        Optional<FolderRow> row = session.createSelectionQuery(
                        WITH_ACL + "where f.owner = :user and f.namespace = :namespace and f.name = :name",
                        FolderRow.class)
                .setParameter("user", FolderPaths.user(path))
                .setParameter("namespace", path.getNamespace())
                .setParameter("name", path.getName())
                .uniqueResultOptional();
        return row.isPresent() ? Optional.of(mailbox(row.get())) : Optional.empty();
    }

    private static void absent(Session session, MailboxPath path) throws MailboxException {
        if (find(session, path).isPresent()) {
            throw new MailboxExistsException(path.getName());
        }
    }

    private static FolderRow present(Session session, MailboxId id) throws MailboxNotFoundException {
        return Optional.ofNullable(session.find(FolderRow.class, MailboxNumber.of(id)))
                .orElseThrow(() -> new MailboxNotFoundException(id));
    }

    private static List<Mailbox> mailboxes(List<FolderRow> rows) throws MailboxException {
        List<Mailbox> mailboxes = new ArrayList<>(rows.size());
        for (FolderRow row : rows) {
            mailboxes.add(mailbox(row));
        }
        return mailboxes;
    }

    private static Mailbox mailbox(FolderRow row) throws MailboxException {
        Mailbox mailbox = new Mailbox(row.path(), row.uidValidity(), new MailboxNumber(row.id()));
        mailbox.setACL(row.acl());
        return mailbox;
    }

    @FunctionalInterface
    private interface RoomWork {
        void run(java.sql.Connection connection) throws SQLException, MailboxException;
    }

    /** What the room does beside Hibernate, in the same transaction. */
    private static void inTransaction(Session session, RoomWork work) throws MailboxException {
        Optional<MailboxException> failure = session.doReturningWork(connection -> {
            try {
                work.run(connection);
                return Optional.empty();
            } catch (MailboxException e) {
                return Optional.of(e);
            }
        });
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private static <T> Mono<T> later(Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
    }
}
