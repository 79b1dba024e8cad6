package io.tradepost.bench.hammer;

import java.util.HashMap;
import java.util.Map;

/**
 * A UID of a folder, and what is known of the message there. Guarded by the register that it is in.
 *
 * <p>What was <em>sent</em> may have happened; what was <em>answered</em> has. A message that is not there any more needs
 * something that was sent, one that is still there must not have had something answered that took it away.
 */
final class Spot {
    private final Folder folder;
    private final long uid;
    private final String token;
    private final Map<Integer, Keyword> keywords = new HashMap<>();
    private boolean promised;
    private boolean movedAway;
    private boolean deletedSent;
    private boolean deletedAnswered;
    private boolean expungeSent;
    private boolean expungeAnswered;
    private boolean flagsReplaced;
    private boolean missing;
    private int place = -1;

    /** A client's own keyword, which nobody else sets or takes away. */
    enum Keyword {
        ON,
        OFF,
        /** Something was sent that was not answered yet, or may have changed it. */
        OPEN
    }

    /**
     * @param token of the message; the same in each of its copies
     */
    Spot(Folder folder, long uid, String token) {
        this.folder = folder;
        this.uid = uid;
        this.token = token;
    }

    Folder folder() {
        return folder;
    }

    long uid() {
        return uid;
    }

    String token() {
        return token;
    }

    /** Whether an answer said that a message was put here; otherwise it was only seen. */
    boolean promised() {
        return promised;
    }

    void promise() {
        promised = true;
    }

    /** An answer said that it went elsewhere. */
    void movedAway() {
        movedAway = true;
    }

    /** It was looked for, with nobody at work, and was not there. */
    boolean missing() {
        return missing;
    }

    void setMissing() {
        missing = true;
    }

    /** A copy has the flags that its original had. */
    void inherit(Spot original) {
        deletedSent |= original.deletedSent;
        flagsReplaced |= original.flagsReplaced;
    }

    void deletedSent() {
        deletedSent = true;
    }

    /** An answer showed it with \Deleted, and nobody ever sends what takes that off, but for a replacement of all flags. */
    void deletedAnswered() {
        deletedAnswered = true;
    }

    void expungeSent() {
        expungeSent = true;
    }

    /** Whether an expunge that is sent now has to take it away. */
    boolean mustExpunge() {
        return deletedAnswered && !flagsReplaced;
    }

    void expungeAnswered() {
        expungeAnswered = true;
    }

    void replaceSent() {
        flagsReplaced = true;
        keywords.replaceAll((client, state) -> Keyword.OPEN);
    }

    void keyword(int client, Keyword state) {
        keywords.put(client, flagsReplaced ? Keyword.OPEN : state);
    }

    Map<Integer, Keyword> keywords() {
        return keywords;
    }

    /** Whether something answered took it away. */
    boolean mustBeGone() {
        return movedAway || expungeAnswered || missing;
    }

    /** Whether something took it away for which there is no need to ask what became of an unanswered MOVE. */
    boolean mayBeGone() {
        return movedAway || (expungeSent && deletedSent) || missing;
    }

    /** Whether it is worth naming in a command. */
    boolean worthNaming() {
        return !mustBeGone() && !mayBeGone();
    }

    /** Its place in the list of those worth naming; -1 when it is in none. */
    int place() {
        return place;
    }

    void setPlace(int place) {
        this.place = place;
    }

    @Override
    public String toString() {
        return folder.path() + "/" + uid + " (" + token + ")";
    }
}
