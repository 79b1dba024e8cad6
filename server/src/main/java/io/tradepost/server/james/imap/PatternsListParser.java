package io.tradepost.server.james.imap;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import javax.inject.Inject;
import org.apache.james.imap.api.ImapMessage;
import org.apache.james.imap.api.Tag;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.decode.DecodingException;
import org.apache.james.imap.decode.ImapRequestLineReader;
import org.apache.james.imap.decode.ImapRequestLineReader.AtomCharValidator;
import org.apache.james.imap.decode.parser.ListCommandParser;
import org.apache.james.imap.message.request.ListRequest;
import org.apache.james.imap.message.request.ListRequest.ListSelectOption;

/** LIST as RFC 5258 has it: also with several patterns, and with the selection options' own rules. */
public final class PatternsListParser extends ListCommandParser {
    /** Stands between the patterns on their way through James's parser, and in no name of a folder. */
    private static final char BETWEEN = '\r';

    @Inject
    public PatternsListParser(StatusResponseFactory responses) {
        super(responses);
    }

    /** RFC 3501 section 9: {@code list-char}. */
    private static final class ListCharacters extends AtomCharValidator {
        @Override
        public boolean isValid(char character) {
            return ImapRequestLineReader.isListWildcard(character) || super.isValid(character);
        }
    }

    @Override
    public String listMailbox(ImapRequestLineReader request) throws DecodingException {
        if (request.nextWordChar() != '(') {
            return super.listMailbox(request);
        }
        request.consumeChar('(');
        List<String> patterns = new ArrayList<>();
        while (request.nextWordChar() != ')') {
            boolean atom = request.nextChar() != '"' && request.nextChar() != '{';
            patterns.add(atom ? request.consumeWord(new ListCharacters(), true) : super.listMailbox(request));
        }
        request.consumeChar(')');
        if (patterns.isEmpty()) {
            throw new DecodingException(HumanReadableText.ILLEGAL_ARGUMENTS, "LIST without a pattern");
        }
        return String.join(Character.toString(BETWEEN), patterns);
    }

    @Override
    protected ImapMessage decode(ImapRequestLineReader request, Tag tag, boolean useUids, ImapSession session)
            throws DecodingException {
        if (!(super.decode(request, tag, useUids, session) instanceof ListRequest list)) {
            throw new IllegalStateException("James's parser of LIST makes something else now");
        }
        EnumSet<ListSelectOption> selected = EnumSet.copyOf(list.getSelectOptions());
        // No folder here is another server's, so that REMOTE adds none (RFC 5258 section 3.1).
        selected.remove(ListSelectOption.REMOTE);
        if (selected.contains(ListSelectOption.RECURSIVEMATCH)
                && !selected.contains(ListSelectOption.SUBSCRIBED)
                && !selected.contains(ListSelectOption.SPECIAL_USE)) {
            throw new DecodingException(HumanReadableText.ILLEGAL_ARGUMENTS, "RECURSIVEMATCH alone selects nothing");
        }
        return new PatternsRequest(list, Splitter.on(BETWEEN).splitToList(list.getMailboxPattern()), selected);
    }
}
