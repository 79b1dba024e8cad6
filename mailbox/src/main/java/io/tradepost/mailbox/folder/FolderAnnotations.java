package io.tradepost.mailbox.folder;

import com.google.common.base.Preconditions;
import io.tradepost.mailbox.MailboxStoreException;
import io.tradepost.mailbox.database.Database;
import io.tradepost.mailbox.message.MailboxNumber;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.MailboxAnnotation;
import org.apache.james.mailbox.model.MailboxAnnotationKey;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.store.mail.AnnotationMapper;

/** What clients note on mailboxes (RFC 5464), for James. Keys are the same in upper and lower case. */
public final class FolderAnnotations implements AnnotationMapper {
    private final Transactions transactions;

    /** Over this database. */
    public FolderAnnotations(Database database) {
        this.transactions = new Transactions(database);
    }

    @Override
    public List<MailboxAnnotation> getAllAnnotations(MailboxId mailbox) {
        return orFail(() -> transactions.read(session -> session
                .createSelectionQuery("from AnnotationRow a where a.mailbox = :id", AnnotationRow.class)
                .setParameter("id", MailboxNumber.of(mailbox))
                .getResultList()
                .stream()
                .map(row -> MailboxAnnotation.newInstance(new MailboxAnnotationKey(row.key()), row.content()))
                .toList()));
    }

    @Override
    public List<MailboxAnnotation> getAnnotationsByKeys(MailboxId mailbox, Set<MailboxAnnotationKey> keys) {
        return matching(mailbox, keys, MailboxAnnotationKey::equals);
    }

    @Override
    public List<MailboxAnnotation> getAnnotationsByKeysWithOneDepth(MailboxId mailbox, Set<MailboxAnnotationKey> keys) {
        return matching(mailbox, keys, (key, asked) -> key.equals(asked) || asked.isParentOrIsEqual(key));
    }

    @Override
    public List<MailboxAnnotation> getAnnotationsByKeysWithAllDepth(MailboxId mailbox, Set<MailboxAnnotationKey> keys) {
        return matching(mailbox, keys, (key, asked) -> key.equals(asked) || asked.isAncestorOrIsEqual(key));
    }

    @Override
    public void deleteAnnotation(MailboxId mailbox, MailboxAnnotationKey key) {
        orFail(() -> transactions.change(session -> session.createMutationQuery(
                        "delete from AnnotationRow a where a.mailbox = :id and a.annotationKey = :key")
                .setParameter("id", MailboxNumber.of(mailbox))
                .setParameter("key", key.asString())
                .executeUpdate()));
    }

    @Override
    public void insertAnnotation(MailboxId mailbox, MailboxAnnotation annotation) {
        Preconditions.checkArgument(!annotation.isNil(), "an annotation that is kept has a value");
        orFail(() -> transactions.change(session -> session.merge(new AnnotationRow(
                MailboxNumber.of(mailbox),
                annotation.getKey().asString(),
                annotation.getValue().orElseThrow()))));
    }

    @Override
    public boolean exist(MailboxId mailbox, MailboxAnnotation annotation) {
        return !getAnnotationsByKeys(mailbox, Set.of(annotation.getKey())).isEmpty();
    }

    @Override
    public int countAnnotations(MailboxId mailbox) {
        return getAllAnnotations(mailbox).size();
    }

    private List<MailboxAnnotation> matching(
            MailboxId mailbox,
            Set<MailboxAnnotationKey> keys,
            BiPredicate<MailboxAnnotationKey, MailboxAnnotationKey> matches) {
        return getAllAnnotations(mailbox).stream()
                .filter(annotation -> keys.stream().anyMatch(asked -> matches.test(annotation.getKey(), asked)))
                .toList();
    }

    /** James declares no exception here. */
    private static <T> T orFail(Reading<T> reading) {
        try {
            return reading.run();
        } catch (MailboxException e) {
            throw MailboxStoreException.temporary("annotations: " + e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        T run() throws MailboxException;
    }
}
