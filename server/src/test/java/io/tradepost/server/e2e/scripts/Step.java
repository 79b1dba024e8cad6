package io.tradepost.server.e2e.scripts;

import java.util.List;
import java.util.regex.Pattern;

/** One line of a script, or a block of lines. */
sealed interface Step {
    /** The number of a step that is not one session's but everybody's. */
    int EVERYBODY = -1;

    /** The session that does it, or {@link #EVERYBODY}. */
    int session();

    /** A line that the client says. */
    record Say(int session, String line) implements Step {}

    /** A line that the server must say next; the script's place of it is for the report. */
    record Hear(int session, Pattern line, String place) implements Step {}

    /** Lines that the server must say next, in any order. */
    record HearInAnyOrder(int session, List<Pattern> lines, String place) implements Step {}

    /** The server invites the client to go on (RFC 3501 section 7.5). */
    record HearInvitation(int session, String place) implements Step {}

    /** The client connects anew. */
    record Reconnect(int session) implements Step {}
}
