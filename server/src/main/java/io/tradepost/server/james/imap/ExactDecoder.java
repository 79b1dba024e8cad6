package io.tradepost.server.james.imap;

import org.apache.james.imap.api.ImapMessage;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.decode.ImapDecoder;
import org.apache.james.imap.decode.ImapRequestLineReader;
import org.apache.james.imapserver.netty.NettyImapRequestLineReader.NotEnoughDataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads commands {@linkplain ExactReader exactly}; one that makes a parser fail is BAD, and the connection goes on. */
final class ExactDecoder implements ImapDecoder {
    private static final Logger LOG = LoggerFactory.getLogger(ExactDecoder.class);

    private final ImapDecoder decoder;
    private final StatusResponseFactory responses;

    ExactDecoder(ImapDecoder decoder, StatusResponseFactory responses) {
        this.decoder = decoder;
        this.responses = responses;
    }

    @Override
    public ImapMessage decode(ImapRequestLineReader line, ImapSession session) {
        ExactReader reader = new ExactReader(line);
        try {
            return decoder.decode(reader, session);
        } catch (NotEnoughDataException e) {
            // The rest of a literal is still to come.
            throw e;
        } catch (RuntimeException e) {
            LOG.debug("an IMAP command can't be read", e);
            return reader.tagRead()
                    .<ImapMessage>map(tag -> responses.taggedBad(tag, null, HumanReadableText.ILLEGAL_ARGUMENTS))
                    .orElseGet(() -> responses.untaggedBad(HumanReadableText.ILLEGAL_ARGUMENTS));
        }
    }
}
