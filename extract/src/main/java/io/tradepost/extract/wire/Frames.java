package io.tradepost.extract.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/** Writes and reads the frames that this package describes. */
public final class Frames {
    /** Most characters of a text. */
    public static final int MOST_TEXT = 16 << 20;
    /** Most bytes of a document. */
    public static final int MOST_DOCUMENT = 256 << 20;

    private static final int GREETING = 0x54505831;
    private static final int QUESTION = 0x54505851;
    private static final int ANSWER = 0x54505841;
    private static final int MOST_WORD = 8 << 10;
    /** UTF-8 takes at most three bytes for a UTF-16 unit (RFC 3629 section 3). */
    private static final int BYTES_PER_CHAR = 3;

    private Frames() {}

    /** Says that the program is up. */
    public static void greet(OutputStream out) throws IOException {
        out.write(ByteBuffer.allocate(4).putInt(GREETING).array());
        out.flush();
    }

    /** Waits for {@link #greet}. Fails on anything else. */
    public static void awaitGreeting(InputStream in) throws IOException {
        expect(new DataInputStream(in), GREETING);
    }

    /** Writes a question and sends it off. */
    public static void ask(Question question, OutputStream out) throws IOException {
        DataOutputStream head = new DataOutputStream(out);
        head.writeInt(QUESTION);
        CheckedOutputStream checked = new CheckedOutputStream(out, new CRC32());
        DataOutputStream data = new DataOutputStream(checked);
        data.writeLong(question.id());
        data.writeInt(question.mostText());
        data.writeLong(question.mostExpanded());
        writeWord(data, question.name());
        writeWord(data, question.type());
        data.writeInt(question.document().length);
        data.write(question.document());
        finish(head, checked);
    }

    /** Reads a question. Fails when the other side is gone or what came is none. */
    public static Question readQuestion(InputStream in) throws IOException {
        expect(new DataInputStream(in), QUESTION);
        CheckedInputStream checked = new CheckedInputStream(in, new CRC32());
        DataInputStream data = new DataInputStream(checked);
        long id = data.readLong();
        int mostText = data.readInt();
        if (mostText < 1 || mostText > MOST_TEXT) {
            throw new WireException("a bound of " + mostText + " characters");
        }
        long mostExpanded = data.readLong();
        String name = readString(data, MOST_WORD);
        String type = readString(data, MOST_WORD);
        byte[] document = readBytes(data, MOST_DOCUMENT);
        check(in, checked);
        return new Question(id, name, type, mostText, mostExpanded, document);
    }

    /** Writes an answer and sends it off. */
    public static void answer(Answer answer, OutputStream out) throws IOException {
        DataOutputStream head = new DataOutputStream(out);
        head.writeInt(ANSWER);
        CheckedOutputStream checked = new CheckedOutputStream(out, new CRC32());
        DataOutputStream data = new DataOutputStream(checked);
        data.writeLong(answer.id());
        data.writeInt(Unread.bits(answer.unread()));
        writeWord(data, answer.type());
        byte[] text = answer.text().getBytes(StandardCharsets.UTF_8);
        data.writeInt(text.length);
        data.write(text);
        finish(head, checked);
    }

    /**
     * Reads the answer to a question. Whatever comes, this ends with an answer or an {@link IOException}, and takes memory
     * only for what really came.
     *
     * @param question id of the question that was asked
     * @param mostText characters that were asked for at most
     */
    public static Answer readAnswer(InputStream in, long question, int mostText) throws IOException {
        expect(new DataInputStream(in), ANSWER);
        CheckedInputStream checked = new CheckedInputStream(in, new CRC32());
        DataInputStream data = new DataInputStream(checked);
        long id = data.readLong();
        if (id != question) {
            throw new WireException("an answer to another question");
        }
        var unread = Unread.fromBits(data.readInt());
        String type = readString(data, MOST_WORD);
        String text = readString(data, Math.multiplyExact(mostText, BYTES_PER_CHAR));
        check(in, checked);
        if (text.length() > mostText) {
            throw new WireException("more text than was asked for");
        }
        return new Answer(id, type, text, unread);
    }

    private static void expect(DataInputStream in, int magic) throws IOException {
        int found = in.readInt();
        if (found != magic) {
            throw new WireException("a frame that begins with " + Integer.toHexString(found));
        }
    }

    private static void finish(DataOutputStream head, CheckedOutputStream checked) throws IOException {
        head.writeInt((int) checked.getChecksum().getValue());
        head.flush();
    }

    private static void check(InputStream in, CheckedInputStream checked) throws IOException {
        int computed = (int) checked.getChecksum().getValue();
        if (new DataInputStream(in).readInt() != computed) {
            throw new WireException("a frame with a wrong checksum");
        }
    }

    private static void writeWord(DataOutputStream out, String word) throws IOException {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MOST_WORD) {
            // A hint that long is none.
            bytes = new byte[0];
        }
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in, int most) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > most) {
            throw new WireException("a length of " + length + " where " + most + " is the most");
        }
        // Takes memory as bytes come in: a length alone must not cost anything.
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new WireException("a frame that ends early");
        }
        return bytes;
    }

    private static String readString(DataInputStream in, int most) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(readBytes(in, most)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new WireException("text that is not UTF-8: " + e.getMessage());
        }
    }
}
