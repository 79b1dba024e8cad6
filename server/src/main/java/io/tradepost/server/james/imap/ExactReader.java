package io.tradepost.server.james.imap;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Optional;
import org.apache.commons.lang3.tuple.ImmutablePair;
import org.apache.james.imap.api.Tag;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.display.ModifiedUtf7;
import org.apache.james.imap.api.message.request.DayMonthYear;
import org.apache.james.imap.decode.DecodingException;
import org.apache.james.imap.decode.ImapRequestLineReader;
import org.apache.james.imap.message.Literal;

/** A client's line, read as the grammar has it (RFC 3501 section 9) where James's reader knows less. */
final class ExactReader extends ImapRequestLineReader {
    private static final String NIL = "NIL";

    private final ImapRequestLineReader line;
    private Optional<Tag> tag = Optional.empty();

    ExactReader(ImapRequestLineReader line) {
        this.line = line;
    }

    /** The tag, once it was read. */
    Optional<Tag> tagRead() {
        return tag;
    }

    @Override
    public Tag tag() throws DecodingException {
        Tag read = super.tag();
        tag = Optional.of(read);
        return read;
    }

    /** NIL for a string stands in ID (RFC 2971 section 3.1), where it is none. */
    @Override
    public String consumeQuoted() throws DecodingException {
        if (nextChar() != 'N' && nextChar() != 'n') {
            return super.consumeQuoted();
        }
        for (int i = 0; i < NIL.length(); i++) {
            if (Character.toUpperCase(consume()) != NIL.charAt(i)) {
                throw new DecodingException(HumanReadableText.ILLEGAL_ARGUMENTS, "neither a string nor NIL");
            }
        }
        return "";
    }

    /** A date may stand in quotes. */
    @Override
    public DayMonthYear date() throws DecodingException {
        if (nextChar() != '"') {
            return super.date();
        }
        consume();
        DayMonthYear date = super.date();
        consumeChar('"');
        return date;
    }

    /**
     * A name that is no modified UTF-7 (section 5.1.3) names no mailbox. It is read as one with a star, which none can have, so
     * that each command says so in its own way; James's reader fails, and the connection with it.
     */
    @Override
    public String mailbox() throws DecodingException {
        String name = mailboxUTF7();
        return decodable(name) ? ModifiedUtf7.decodeModifiedUTF7(name) : name + "*";
    }

    static boolean decodable(String name) {
        try {
            ModifiedUtf7.decodeModifiedUTF7(name);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        } catch (Error e) {
            // What Charset.decode does with bytes that it can't take.
            if (e.getCause() instanceof CharacterCodingException) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public char nextChar() throws DecodingException {
        return line.nextChar();
    }

    @Override
    public char consume() throws DecodingException {
        return line.consume();
    }

    @Override
    public void consumeLine() throws DecodingException {
        line.consumeLine();
    }

    @Override
    public String consumeLiteral(Charset charset) throws DecodingException {
        return line.consumeLiteral(charset);
    }

    @Override
    public ImmutablePair<Integer, Literal> consumeLiteral(boolean extraCrLf) throws IOException {
        return line.consumeLiteral(extraCrLf);
    }

    @Override
    public Literal read(int size, boolean extraCrLf) throws IOException {
        return line.read(size, extraCrLf);
    }

    /** The other reader's literals invite for themselves. */
    @Override
    protected void commandContinuationRequest() throws DecodingException {
        throw new DecodingException(HumanReadableText.SOCKET_IO_FAILURE, "this reader invites nobody");
    }
}
