package io.tradepost.server.james.imap;

import org.apache.james.imap.message.response.FetchResponse.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * An envelope whose display names are what a header's quotes enclose (RFC 3501 section 7.4.2), not the quotes too: the answer
 * has quotes of its own. Null stands for NIL, as James has it.
 */
record PlainEnvelope(Envelope given) implements Envelope {
    @SuppressWarnings("NullAway") // the contract of James: null where there is none
    static @Nullable Envelope of(@Nullable Envelope given) {
        return given == null ? null : new PlainEnvelope(given);
    }

    @Override
    public String getDate() {
        return given.getDate();
    }

    @Override
    public String getSubject() {
        return given.getSubject();
    }

    @Override
    public Address[] getFrom() {
        return plain(given.getFrom());
    }

    @Override
    public Address[] getSender() {
        return plain(given.getSender());
    }

    @Override
    public Address[] getReplyTo() {
        return plain(given.getReplyTo());
    }

    @Override
    public Address[] getTo() {
        return plain(given.getTo());
    }

    @Override
    public Address[] getCc() {
        return plain(given.getCc());
    }

    @Override
    public Address[] getBcc() {
        return plain(given.getBcc());
    }

    @Override
    public String getInReplyTo() {
        return given.getInReplyTo();
    }

    @Override
    public String getMessageId() {
        return given.getMessageId();
    }

    @SuppressWarnings("NullAway") // see above
    private static Address[] plain(Address @Nullable [] addresses) {
        if (addresses == null) {
            return null;
        }
        Address[] plain = new Address[addresses.length];
        for (int i = 0; i < addresses.length; i++) {
            plain[i] = new PlainAddress(addresses[i]);
        }
        return plain;
    }

    private record PlainAddress(Address given) implements Address {
        @Override
        @SuppressWarnings("NullAway") // see above
        public String getPersonalName() {
            String name = given.getPersonalName();
            boolean quoted = name != null && name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
            return quoted ? name.substring(1, name.length() - 1).replaceAll("\\\\(.)", "$1") : name;
        }

        @Override
        public String getAtDomainList() {
            return given.getAtDomainList();
        }

        @Override
        public String getMailboxName() {
            return given.getMailboxName();
        }

        @Override
        public String getHostName() {
            return given.getHostName();
        }
    }
}
