package io.tradepost.server.james.restore;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Content;
import io.tradepost.archive.restore.MailboxDoor;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.mail.Flags;
import org.apache.james.core.Username;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.exception.MailboxNotFoundException;
import org.apache.james.mailbox.exception.OverQuotaException;
import org.apache.james.mailbox.model.FetchGroup;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.mailbox.model.MessageResult;

/** The mailboxes of the running James. */
public final class JamesMailboxDoor implements MailboxDoor {
    private final MailboxManager mailboxes;

    /** Over James's own. */
    public JamesMailboxDoor(MailboxManager mailboxes) {
        this.mailboxes = mailboxes;
    }

    @Override
    public Optional<OpenFolder> open(Place place, boolean make) {
        MailboxSession session = mailboxes.createSystemSession(Username.of(place.mailbox()));
        boolean inbox = place.name().equalsIgnoreCase("INBOX");
        MailboxPath path =
                inbox ? MailboxPath.inbox(session) : MailboxPath.forUser(Username.of(place.mailbox()), place.name());
        try {
            return Optional.of(new JamesFolder(mailboxes.getMailbox(path, session), session));
        } catch (MailboxNotFoundException e) {
            if (!make) {
                return Optional.empty();
            }
            return Optional.of(made(path, session));
        } catch (MailboxException e) {
            throw failed(e);
        }
    }

    private OpenFolder made(MailboxPath path, MailboxSession session) {
        try {
            mailboxes.createMailbox(path, MailboxManager.CreateOption.CREATE_SUBSCRIPTION, session);
            return new JamesFolder(mailboxes.getMailbox(path, session), session);
        } catch (MailboxException e) {
            throw ArchiveException.permanent("the folder can't be made: " + e.getMessage(), e);
        }
    }

    private static ArchiveException failed(MailboxException e) {
        return e instanceof OverQuotaException
                ? ArchiveException.permanent("the mailbox is full: " + e.getMessage(), e)
                : ArchiveException.temporary("the mailbox gives no answer: " + e.getMessage(), e);
    }

    /** One folder. */
    private record JamesFolder(MessageManager manager, MailboxSession session) implements OpenFolder {
        @Override
        public long validity() {
            try {
                return manager.getMailboxEntity().getUidValidity().asLong();
            } catch (MailboxException e) {
                throw failed(e);
            }
        }

        @Override
        public List<Held> messages() {
            try {
                List<Held> held = new ArrayList<>();
                Iterator<MessageResult> all = manager.getMessages(MessageRange.all(), FetchGroup.MINIMAL, session);
                all.forEachRemaining(one -> held.add(new Held(one.getUid().asLong(), one.getSize())));
                return held;
            } catch (MailboxException e) {
                throw failed(e);
            }
        }

        @Override
        public Optional<Content> content(long uid) {
            try {
                Iterator<MessageResult> one =
                        manager.getMessages(MessageUid.of(uid).toRange(), FetchGroup.FULL_CONTENT, session);
                return one.hasNext() ? Optional.of(new StoredMessage(one.next().getFullContent())) : Optional.empty();
            } catch (MailboxException e) {
                throw failed(e);
            } catch (IOException e) {
                throw ArchiveException.temporary("a message can't be read: " + e.getMessage(), e);
            }
        }

        @Override
        public long append(Content content, Instant internalDate) {
            try {
                return manager.appendMessage(
                                MessageManager.AppendCommand.builder()
                                        .withInternalDate(Date.from(internalDate))
                                        .withFlags(new Flags())
                                        .notRecent()
                                        .notDelivery()
                                        .build(new ArchivedBytes(content)),
                                session)
                        .getId()
                        .getUid()
                        .asLong();
            } catch (MailboxException e) {
                throw failed(e);
            }
        }

        @Override
        public void remove(List<Long> uids) {
            if (uids.isEmpty()) {
                return;
            }
            try {
                manager.delete(uids.stream().map(MessageUid::of).toList(), session);
            } catch (MailboxException e) {
                throw failed(e);
            }
        }
    }

    /** What James holds, as the archive reads it. */
    private record StoredMessage(org.apache.james.mailbox.model.Content content) implements Content {
        @Override
        public long size() {
            try {
                return content.size();
            } catch (MailboxException e) {
                throw failed(e);
            }
        }

        @Override
        public InputStream open() throws IOException {
            return content.getInputStream();
        }
    }

    /** What the archive holds, as James reads it. */
    private record ArchivedBytes(Content content) implements org.apache.james.mailbox.model.Content {
        @Override
        public InputStream getInputStream() throws IOException {
            return content.open();
        }

        @Override
        public long size() {
            return content.size();
        }
    }
}
