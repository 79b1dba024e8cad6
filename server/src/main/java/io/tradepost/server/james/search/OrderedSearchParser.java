package io.tradepost.server.james.search;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.james.imap.api.ImapCommand;
import org.apache.james.imap.api.ImapMessage;
import org.apache.james.imap.api.Tag;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.request.SearchKey;
import org.apache.james.imap.api.message.request.SearchOperation;
import org.apache.james.imap.api.message.response.StatusResponse.ResponseCode;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.decode.DecodingException;
import org.apache.james.imap.decode.ImapRequestLineReader;
import org.apache.james.imap.decode.parser.SearchCommandParser;

/**
 * A command that is a search with something before it: how to order what is found, and the character set, which SEARCH may
 * leave out and these may not (RFC 5256 section 5). James's parser of SEARCH is what is extended, since that of its classes
 * which lets a command stand behind UID is its own.
 */
abstract class OrderedSearchParser<T> extends SearchCommandParser {
    private final ImapCommand command;

    OrderedSearchParser(ImapCommand command, StatusResponseFactory responses) {
        super(responses);
        this.command = command;
    }

    @Override
    public ImapCommand getCommand() {
        return command;
    }

    /** Reads what stands before the character set. */
    abstract T order(ImapRequestLineReader request) throws DecodingException;

    abstract ImapMessage message(Tag tag, boolean useUids, SearchOperation search, T order);

    @Override
    protected ImapMessage decode(ImapRequestLineReader request, Tag tag, boolean useUids, ImapSession session)
            throws DecodingException {
        request.nextWordChar();
        T order = order(request);
        request.nextWordChar();
        Context context = new Context();
        try {
            context.setCharset(Charset.forName(request.astring()));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return taggedNo(tag, command, HumanReadableText.BAD_CHARSET, ResponseCode.badCharset());
        }
        List<SearchKey> keys = new ArrayList<>();
        do {
            request.nextWordChar();
            keys.add(searchKey(session, request, context, false));
        } while (request.nextChar() == ' ');
        request.eol();
        SearchKey all = keys.size() == 1 ? keys.getFirst() : SearchKey.buildAnd(keys);
        return message(tag, useUids, new SearchOperation(all, List.of()), order);
    }

    /** The next letters, in capitals. */
    static String word(ImapRequestLineReader request) throws DecodingException {
        StringBuilder word = new StringBuilder();
        while (Character.isLetter(request.nextChar())) {
            word.append(request.consume());
        }
        return word.toString().toUpperCase(Locale.ROOT);
    }

    static DecodingException illegal(String what) {
        return new DecodingException(HumanReadableText.ILLEGAL_ARGUMENTS, what);
    }
}
