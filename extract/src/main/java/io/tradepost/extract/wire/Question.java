package io.tradepost.extract.wire;

/**
 * A document whose text is wanted.
 *
 * @param id           chosen by who asks; the answer repeats it
 * @param name         file name, a hint; empty if not known
 * @param type         MIME type, a hint; empty if not known
 * @param mostText     characters of text wanted at most, 1 to {@link Frames#MOST_TEXT}
 * @param mostExpanded bytes that everything packed in the document may unpack to in all
 */
public record Question(long id, String name, String type, int mostText, long mostExpanded, byte[] document) {
    public Question {
        if (mostText < 1 || mostText > Frames.MOST_TEXT) {
            throw new IllegalArgumentException("a text has 1 to " + Frames.MOST_TEXT + " characters, not " + mostText);
        }
        if (document.length > Frames.MOST_DOCUMENT) {
            throw new IllegalArgumentException("a document has at most " + Frames.MOST_DOCUMENT + " bytes");
        }
    }
}
