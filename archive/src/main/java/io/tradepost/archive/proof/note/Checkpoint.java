package io.tradepost.archive.proof.note;

import io.tradepost.archive.proof.tree.TreeHash;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a log signs: that its first so many records have this head (C2SP tlog-checkpoint, note text).
 *
 * @param origin which log; the name of its signing key as well
 * @param size   number of records
 * @param head   RFC 9162 section 2.1.1 over their leaf hashes
 */
public record Checkpoint(String origin, long size, TreeHash head) {
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,18}");

    /** The text to be signed; without extension lines. */
    public String text() {
        return origin + "\n" + size + "\n" + head.base64() + "\n";
    }

    /** Reads the text of a note. Extension lines are let pass, as the specification demands. */
    public static Checkpoint parse(String text) throws NoteException {
        List<String> lines = text.lines().toList();
        if (lines.size() < 3 || lines.stream().anyMatch(String::isEmpty)) {
            throw new NoteException("no checkpoint");
        }
        Matcher size = SIZE.matcher(lines.get(1));
        if (!size.matches()) {
            throw new NoteException("a checkpoint's second line is its size");
        }
        try {
            TreeHash head = TreeHash.ofBase64(lines.get(2));
            if (head.base64().equals(lines.get(2))) {
                return new Checkpoint(lines.get(0), Long.parseLong(lines.get(1)), head);
            }
        } catch (IllegalArgumentException e) {
            throw new NoteException("a checkpoint's third line is its head", e);
        }
        throw new NoteException("a checkpoint's third line is its head");
    }
}
