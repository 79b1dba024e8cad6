package io.tradepost.server.james.imap;

import javax.inject.Inject;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.decode.DecodingException;
import org.apache.james.imap.decode.ImapRequestLineReader;
import org.apache.james.imap.decode.parser.ListCommandParser;
import org.apache.james.mailbox.model.MailboxConstants;

/** LIST that knows INBOX in any case. */
public final class AnyCaseListParser extends ListCommandParser {
    @Inject
    public AnyCaseListParser(StatusResponseFactory responses) {
        super(responses);
    }

    @Override
    public String listMailbox(ImapRequestLineReader request) throws DecodingException {
        String pattern = super.listMailbox(request);
        return pattern.equalsIgnoreCase(MailboxConstants.INBOX) ? MailboxConstants.INBOX : pattern;
    }
}
