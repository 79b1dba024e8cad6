package io.tradepost.server.james.imap.fetch;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.james.imap.message.response.FetchResponse.Envelope;
import org.jspecify.annotations.Nullable;

/** The envelope that a header makes (RFC 3501 section 7.4.2). Null stands for NIL, as James has it. */
record HeaderEnvelope(RawHeader header) implements Envelope {
    @Override
    public @Nullable String getDate() {
        return text("date");
    }

    @Override
    public @Nullable String getSubject() {
        return text("subject");
    }

    @Override
    public Address @Nullable [] getFrom() {
        return addresses("from");
    }

    /** The author's where there is none. */
    @Override
    public Address @Nullable [] getSender() {
        return Optional.ofNullable(addresses("sender")).orElseGet(this::getFrom);
    }

    /** The author's where there is none. */
    @Override
    public Address @Nullable [] getReplyTo() {
        return Optional.ofNullable(addresses("reply-to")).orElseGet(this::getFrom);
    }

    @Override
    public Address @Nullable [] getTo() {
        return addresses("to");
    }

    @Override
    public Address @Nullable [] getCc() {
        return addresses("cc");
    }

    @Override
    public Address @Nullable [] getBcc() {
        return addresses("bcc");
    }

    @Override
    public @Nullable String getInReplyTo() {
        return text("in-reply-to");
    }

    @Override
    public @Nullable String getMessageId() {
        return text("message-id");
    }

    private @Nullable String text(String name) {
        return header.values(name).stream()
                .findFirst()
                .map(PlainText::of)
                .map(PlainText::ascii)
                .orElse(null);
    }

    /** Of all fields of the name: a second one adds to the first. */
    private Address @Nullable [] addresses(String name) {
        String all = header.values(name).stream().map(PlainText::of).collect(Collectors.joining(", "));
        List<PlainAddress> read = AddressReader.read(all);
        return read.isEmpty() ? null : read.toArray(Address[]::new);
    }
}
