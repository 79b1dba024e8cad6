package io.tradepost.extract.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

/** A frame is read back as it was written, and anything else is refused, whatever it is. */
class FramesTest {
    private static final int MOST_TEXT = 4096;

    @Property(tries = 300, seed = "20260301")
    void whatIsWrittenIsReadBack(
            @ForAll long id,
            @ForAll @StringLength(max = 200) String text,
            @ForAll @UniqueElements @Size(max = 8) Set<Unread> unread)
            throws IOException {
        Answer answer = new Answer(id, "text/plain", wellFormed(text), unread);
        assertThat(Frames.readAnswer(new ByteArrayInputStream(written(answer)), id, MOST_TEXT))
                .isEqualTo(answer);
    }

    @Property(tries = 300, seed = "20260302")
    void aQuestionToo(
            @ForAll long id, @ForAll @StringLength(max = 100) String name, @ForAll @Size(max = 300) byte[] document)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Frames.ask(new Question(id, wellFormed(name), "a/b", 7, 9, document), out);
        Question read = Frames.readQuestion(new ByteArrayInputStream(out.toByteArray()));
        assertThat(read.id()).isEqualTo(id);
        assertThat(read.name()).isEqualTo(wellFormed(name));
        assertThat(read.document()).isEqualTo(document);
    }

    @Property(tries = 3000, seed = "20260303")
    void changedBytesAreNeverBelieved(
            @ForAll @IntRange(max = 10_000) int place,
            @ForAll @IntRange(min = 1, max = 255) int change,
            @ForAll boolean cut) {
        byte[] frame = written(new Answer(5, "text/plain", "some words 黄铜", Set.of(Unread.BROKEN)));
        int at = place % frame.length;
        byte[] changed = cut ? Arrays.copyOf(frame, at) : frame.clone();
        if (!cut) {
            changed[at] ^= (byte) change;
        }
        assertThatThrownBy(() -> Frames.readAnswer(new ByteArrayInputStream(changed), 5, MOST_TEXT))
                .isInstanceOf(IOException.class);
    }

    @Property(tries = 3000, seed = "20260304")
    void noiseIsRefused(@ForAll @Size(max = 200) byte[] noise, @ForAll boolean begun) {
        byte[] bytes = noise;
        if (begun) {
            byte[] head = written(new Answer(5, "", "", Set.of()));
            bytes = Arrays.copyOf(head, 16 + noise.length);
            System.arraycopy(noise, 0, bytes, 16, noise.length);
        }
        byte[] sent = bytes;
        assertThatThrownBy(() -> Frames.readAnswer(new ByteArrayInputStream(sent), 5, MOST_TEXT))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aLengthAloneCostsNothing() {
        byte[] frame = written(new Answer(5, "", "", Set.of()));
        // The length of the text: behind the magic, the id, the reasons and the length of the type.
        int at = 4 + 8 + 4 + 4;
        frame[at] = 0;
        frame[at + 1] = 0;
        frame[at + 2] = 0x20;
        InputStream endless = new java.io.SequenceInputStream(
                new ByteArrayInputStream(Arrays.copyOf(frame, at + 4)), InputStream.nullInputStream());
        assertThatThrownBy(() -> Frames.readAnswer(endless, 5, MOST_TEXT)).isInstanceOf(IOException.class);
        frame[at] = 0x7f;
        assertThatThrownBy(() -> Frames.readAnswer(new ByteArrayInputStream(frame), 5, MOST_TEXT))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("is the most");
    }

    private static byte[] written(Answer answer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Frames.answer(answer, out);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Lone surrogates can't be said in UTF-8. */
    private static String wellFormed(String text) {
        return new String(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8);
    }
}
