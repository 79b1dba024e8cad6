package io.tradepost.mailbox.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.mail.Flags;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.ModSeq;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.ComposedMessageId;
import org.apache.james.mailbox.model.ComposedMessageIdWithMetaData;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MessageAttachmentMetadata;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.model.MimeDescriptor;
import org.apache.james.mailbox.model.ThreadId;
import org.apache.james.mailbox.store.mail.model.MailboxMessage;
import org.apache.james.mailbox.store.mail.model.impl.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A message in a mailbox, as James sees it. What the entry says is at hand; the message's row and its bytes are fetched when
 * they are asked for, unless the row came with the entry. Changing it changes nothing in the store. Not for two threads.
 */
final class EntryMessage implements MailboxMessage {
    private final Bodies bodies;
    private Entry entry;
    private Optional<StoredMessage> stored;
    private Optional<Properties> properties = Optional.empty();

    /**
     * Of this entry.
     *
     * @param stored the message's row, if it was read together with the entry
     */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType") // "Not read yet" is what the field says.
    EntryMessage(Bodies bodies, Entry entry, Optional<StoredMessage> stored) {
        this.bodies = bodies;
        this.entry = entry;
        this.stored = stored;
    }

    Entry entry() {
        return entry;
    }

    @Override
    public MailboxMessage copy(Mailbox mailbox) {
        Entry elsewhere = new Entry(
                MailboxNumber.of(mailbox.getMailboxId()),
                entry.uid(),
                entry.message(),
                entry.thread(),
                entry.modSeq(),
                entry.internalMillis(),
                entry.saveMillis(),
                entry.octets(),
                entry.flags());
        return new EntryMessage(bodies, elsewhere, stored);
    }

    @Override
    public ComposedMessageIdWithMetaData getComposedMessageIdWithMetaData() {
        return new ComposedMessageIdWithMetaData(
                new ComposedMessageId(getMailboxId(), getMessageId(), getUid()),
                createFlags(),
                getModSeq(),
                getThreadId());
    }

    @Override
    public MailboxId getMailboxId() {
        return new MailboxNumber(entry.mailbox());
    }

    @Override
    public MessageId getMessageId() {
        return new MessageNumber(entry.message());
    }

    @Override
    public ThreadId getThreadId() {
        return entry.threadId();
    }

    @Override
    public MessageUid getUid() {
        return MessageUid.of(entry.uid());
    }

    @Override
    public void setUid(MessageUid uid) {
        entry = new Entry(
                entry.mailbox(),
                uid.asLong(),
                entry.message(),
                entry.thread(),
                entry.modSeq(),
                entry.internalMillis(),
                entry.saveMillis(),
                entry.octets(),
                entry.flags());
    }

    @Override
    public ModSeq getModSeq() {
        return ModSeq.of(entry.modSeq());
    }

    @Override
    public void setModSeq(ModSeq modSeq) {
        entry = entry.with(modSeq.asLong(), entry.flags());
    }

    @Override
    public Flags createFlags() {
        return entry.flags().toFlags();
    }

    @Override
    public void setFlags(Flags flags) {
        entry = entry.with(entry.modSeq(), FlagSet.of(flags));
    }

    @Override
    public boolean isAnswered() {
        return entry.flags().has(FlagSet.ANSWERED);
    }

    @Override
    public boolean isDeleted() {
        return entry.flags().has(FlagSet.DELETED);
    }

    @Override
    public boolean isDraft() {
        return entry.flags().has(FlagSet.DRAFT);
    }

    @Override
    public boolean isFlagged() {
        return entry.flags().has(FlagSet.FLAGGED);
    }

    @Override
    public boolean isRecent() {
        return entry.flags().has(FlagSet.RECENT);
    }

    @Override
    public boolean isSeen() {
        return entry.flags().has(FlagSet.SEEN);
    }

    @Override
    public Date getInternalDate() {
        return Date.from(Instant.ofEpochMilli(entry.internalMillis()));
    }

    @Override
    public Optional<Date> getSaveDate() {
        return Optional.of(Date.from(Instant.ofEpochMilli(entry.saveMillis())));
    }

    @Override
    public void setSaveDate(Date saveDate) {
        entry = new Entry(
                entry.mailbox(),
                entry.uid(),
                entry.message(),
                entry.thread(),
                entry.modSeq(),
                entry.internalMillis(),
                saveDate.toInstant().toEpochMilli(),
                entry.octets(),
                entry.flags());
    }

    @Override
    public long getFullContentOctets() {
        return entry.octets();
    }

    @Override
    public long getHeaderOctets() {
        return stored().bodyStart();
    }

    @Override
    public long getBodyOctets() {
        return entry.octets() - stored().bodyStart();
    }

    @Override
    public InputStream getFullContent() throws IOException {
        return bodies.open(loaded().mail());
    }

    @Override
    public InputStream getHeaderContent() throws IOException {
        return bodies.openHeader(loaded());
    }

    @Override
    public InputStream getBodyContent() throws IOException {
        return bodies.openBody(loaded());
    }

    @Override
    public Properties getProperties() {
        if (properties.isEmpty()) {
            properties = Optional.of(Facts.read(stored().facts()));
        }
        return properties.get();
    }

    @Override
    public @Nullable String getMediaType() {
        return getProperties().getMediaType();
    }

    @Override
    public @Nullable String getSubType() {
        return getProperties().getSubType();
    }

    @Override
    public @Nullable Long getTextualLineCount() {
        return getProperties().getTextualLineCount();
    }

    /** Attachments are parts of the message's bytes; this store knows none apart from them. */
    @Override
    public List<MessageAttachmentMetadata> getAttachments() {
        return List.of();
    }

    /** Whether there is more to its structure than its own properties. */
    boolean hasParts() {
        return Bodies.hasParts(this);
    }

    /** The structure of a message with parts. */
    MimeDescriptor structure() throws MailboxException {
        return bodies.structure(stored());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EntryMessage that
                && entry.mailbox() == that.entry.mailbox()
                && entry.uid() == that.entry.uid();
    }

    @Override
    public int hashCode() {
        return Long.hashCode(entry.mailbox() * 31 + entry.uid());
    }

    /** Nothing of the content: this may end in a log. */
    @Override
    public String toString() {
        return "message " + entry.message() + " in mailbox " + entry.mailbox() + " under UID " + entry.uid();
    }

    private StoredMessage loaded() throws IOException {
        if (stored.isEmpty()) {
            stored = Optional.of(bodies.find(entry.message()));
        }
        return stored.get();
    }

    /** James declares no exception where it asks for sizes and properties. */
    private StoredMessage stored() {
        try {
            return loaded();
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
