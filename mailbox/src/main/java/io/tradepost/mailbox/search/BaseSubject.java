package io.tradepost.mailbox.search;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A subject without what replies and forwards put around it (RFC 5256 section 2.1).
 *
 * @param text    in lower case, as it is compared
 * @param isReply whether something was taken away that says that it is a reply or was forwarded
 */
record BaseSubject(String text, boolean isReply) {
    private static final Pattern SPACES = Pattern.compile("[ \\t\\r\\n]+");
    private static final Pattern TRAILER = Pattern.compile("(?:\\(fwd\\)|[ ])+$");
    private static final String BLOB = "\\[[^\\[\\]]*+\\] *+";
    private static final Pattern LEADER =
            Pattern.compile("^(?:(?:" + BLOB + ")*(?:re|fwd?) *+(?:" + BLOB + ")?:|[ ]+)");
    private static final Pattern FIRST_BLOB = Pattern.compile("^" + BLOB);

    private static final String FORWARD = "[fwd:";

    /** A subject is as long as a stranger likes; more of it than this is not needed to tell it from others. */
    private static final int LONGEST = 1_000;

    /** That of a folded subject. */
    static BaseSubject of(String folded) {
        String text = SPACES.matcher(folded.substring(0, Math.min(folded.length(), LONGEST)))
                .replaceAll(" ");
        boolean reply = false;
        while (true) {
            Matcher trailer = TRAILER.matcher(text);
            if (trailer.find()) {
                reply |= trailer.group().contains("(");
                text = text.substring(0, trailer.start());
            }
            int before;
            do {
                before = text.length();
                Matcher leader = LEADER.matcher(text);
                if (leader.find()) {
                    reply |= leader.group().endsWith(":");
                    text = text.substring(leader.end());
                }
                Matcher blob = FIRST_BLOB.matcher(text);
                if (blob.find() && blob.end() < text.length()) {
                    text = text.substring(blob.end());
                }
            } while (text.length() < before);
            if (!text.startsWith(FORWARD) || !text.endsWith("]")) {
                return new BaseSubject(text, reply);
            }
            reply = true;
            text = text.substring(FORWARD.length(), text.length() - 1);
        }
    }
}
