package io.tradepost.mailbox.message;

import java.io.IOException;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.mail.Flags;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.ModSeq;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.Content;
import org.apache.james.mailbox.model.FetchGroup;
import org.apache.james.mailbox.model.Header;
import org.apache.james.mailbox.model.Headers;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MessageAttachmentMetadata;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.model.MessageMetaData;
import org.apache.james.mailbox.model.MessageResult;
import org.apache.james.mailbox.model.MimeDescriptor;
import org.apache.james.mailbox.model.MimePath;
import org.apache.james.mailbox.model.ThreadId;
import org.apache.james.mailbox.store.ResultUtils;
import org.apache.james.mailbox.store.mail.model.MailboxMessage;

/** What James hands to clients of a message, but for the structure of its parts, which is kept and not parsed again. */
public final class StructuredResult implements MessageResult {
    private final MessageResult given;
    private final EntryMessage message;

    private StructuredResult(MessageResult given, EntryMessage message) {
        this.given = given;
        this.message = message;
    }

    /** Of a message with what this group wants of it. */
    public static MessageResult of(MailboxMessage message, FetchGroup group) throws MailboxException {
        MessageResult given = ResultUtils.loadMessageResult(message, group);
        return message instanceof EntryMessage ours && ours.hasParts() ? new StructuredResult(given, ours) : given;
    }

    @Override
    public MimeDescriptor getMimeDescriptor() throws MailboxException {
        return message.structure();
    }

    @Override
    public MessageId getMessageId() {
        return given.getMessageId();
    }

    @Override
    public ThreadId getThreadId() {
        return given.getThreadId();
    }

    @Override
    public Optional<Date> getSaveDate() {
        return given.getSaveDate();
    }

    @Override
    public Date getInternalDate() {
        return given.getInternalDate();
    }

    @Override
    public Flags getFlags() {
        return given.getFlags();
    }

    @Override
    public long getSize() {
        return given.getSize();
    }

    @Override
    public MessageMetaData messageMetaData() {
        return given.messageMetaData();
    }

    @Override
    public MessageUid getUid() {
        return given.getUid();
    }

    @Override
    public ModSeq getModSeq() {
        return given.getModSeq();
    }

    @Override
    public MailboxId getMailboxId() {
        return given.getMailboxId();
    }

    @Override
    public Iterator<Header> iterateHeaders(MimePath path) throws MailboxException {
        return given.iterateHeaders(path);
    }

    @Override
    public Iterator<Header> iterateMimeHeaders(MimePath path) throws MailboxException {
        return given.iterateMimeHeaders(path);
    }

    @Override
    public Content getFullContent() throws MailboxException, IOException {
        return given.getFullContent();
    }

    @Override
    public Content getFullContent(MimePath path) throws MailboxException {
        return given.getFullContent(path);
    }

    @Override
    public Content getBody() throws MailboxException, IOException {
        return given.getBody();
    }

    @Override
    public Content getBody(MimePath path) throws MailboxException {
        return given.getBody(path);
    }

    @Override
    public Content getMimeBody(MimePath path) throws MailboxException {
        return given.getMimeBody(path);
    }

    @Override
    public Headers getHeaders() throws MailboxException {
        return given.getHeaders();
    }

    @Override
    public List<MessageAttachmentMetadata> getLoadedAttachments() throws MailboxException {
        return given.getLoadedAttachments();
    }

    @Override
    public int compareTo(MessageResult other) {
        return given.compareTo(other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StructuredResult that && message.equals(that.message);
    }

    @Override
    public int hashCode() {
        return message.hashCode();
    }
}
