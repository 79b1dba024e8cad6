package io.tradepost.archive.proof.note;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A text with signatures, as C2SP signed-note lays it out.
 *
 * @param text  ends in a line end
 * @param lines the signature lines, without line ends
 */
public record SignedNote(String text, List<String> lines) {
    /** What a signature line begins with: em dash, space. */
    static final String DASH = "\u2014 ";

    /** The specification demands that 16 signatures be taken; ours never have more than two. */
    private static final int MOST_SIGNATURES = 16;

    private static final int MOST_BYTES = 64 << 10;
    private static final int ID_BYTES = 4;
    private static final int SIGNATURE_BYTES = 64;

    public SignedNote {
        lines = List.copyOf(lines);
    }

    /** The text, signed by each of these keys. */
    public static SignedNote sign(String text, SigningKey... keys) {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("the text of a note ends in a line end");
        }
        return new SignedNote(
                text, Arrays.stream(keys).map(key -> key.line(text)).toList());
    }

    /** Reads a note; says nothing of whether its signatures are right. */
    public static SignedNote parse(byte[] bytes) throws NoteException {
        if (bytes.length > MOST_BYTES) {
            throw new NoteException("too long for a note");
        }
        String all = decode(bytes);
        // The text is parted from its signatures by the last empty line.
        int gap = all.lastIndexOf("\n\n");
        if (gap < 0 || !all.endsWith("\n") || all.chars().anyMatch(c -> c < 0x20 && c != '\n')) {
            throw new NoteException("no note");
        }
        List<String> lines = all.substring(gap + 2).lines().toList();
        if (lines.isEmpty() || lines.size() > MOST_SIGNATURES || !lines.stream().allMatch(SignedNote::isSignature)) {
            throw new NoteException("a note without signatures, or with too many");
        }
        return new SignedNote(all.substring(0, gap + 1), lines);
    }

    /** The note as it is written. */
    public byte[] bytes() {
        return (text + "\n" + String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Which of these keys have signed. {@link NoteException} when a signature in the name of one of them is wrong; empty when
     * none of them has signed.
     */
    public Set<VerifierKey> signers(Collection<VerifierKey> known) throws NoteException {
        byte[] signed = text.getBytes(StandardCharsets.UTF_8);
        Set<VerifierKey> signers = new HashSet<>();
        for (String line : lines) {
            String name = line.substring(DASH.length(), line.lastIndexOf(' '));
            ByteBuffer in = ByteBuffer.wrap(signatureOf(line));
            int id = in.getInt();
            byte[] signature = new byte[in.remaining()];
            in.get(signature);
            List<VerifierKey> same = new ArrayList<>(known);
            same.removeIf(key -> key.id() != id || !key.name().equals(name));
            if (!same.isEmpty()) {
                VerifierKey right = same.stream()
                        .filter(key -> signature.length == SIGNATURE_BYTES && key.signed(signed, signature))
                        .findFirst()
                        .orElseThrow(() -> new NoteException("the signature of " + name + " is wrong"));
                signers.add(right);
            }
        }
        return signers;
    }

    private static boolean isSignature(String line) {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(DASH) || space < DASH.length()) {
            return false;
        }
        try {
            byte[] signature = signatureOf(line);
            // Of the forms that a lenient reader takes for the same bytes only the right one: one note, one file.
            return VerifierKey.isName(line.substring(DASH.length(), space))
                    && signature.length > ID_BYTES
                    && line.endsWith(" " + Base64.getEncoder().encodeToString(signature));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] signatureOf(String line) {
        return Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1));
    }

    private static String decode(byte[] bytes) throws NoteException {
        try {
            CharBuffer chars = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return chars.toString();
        } catch (CharacterCodingException e) {
            throw new NoteException("a note is UTF-8", e);
        }
    }
}
