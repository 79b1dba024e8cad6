package io.tradepost.bench.hammer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A folder read from end to end with nobody at work, and all counters that the server has of it.
 *
 * @param messages by UID
 * @param selected what SELECT said
 * @param status   what STATUS said after that
 */
record Contents(Folder folder, TreeMap<Long, Message> messages, Answer selected, Answer status) {
    /**
     * A message in it.
     *
     * @param sha256 of its bytes
     */
    record Message(ImapLine.Fetched fetched, String sha256) {}

    /** Reads it; what contradicts itself is a problem. */
    static Contents read(ImapConnection connection, Folder folder, Problems problems) throws IOException {
        Answer selected = ok(connection, "SELECT " + folder.path(), problems);
        TreeMap<Long, Message> messages = new TreeMap<>();
        int exists = exists(selected);
        if (exists > 0) {
            int expected = 1;
            long before = 0;
            for (ImapLine.Fetched one : ok(connection, "FETCH 1:* (UID FLAGS MODSEQ BODY.PEEK[])", problems)
                    .fetched()) {
                long uid = one.uid().orElse(0);
                if (one.number() != expected++ || uid <= before || one.body().isEmpty()) {
                    problems.add("FETCH 1:* of " + folder.path() + " is not in order at number " + one.number());
                }
                before = uid;
                messages.put(uid, new Message(one, Client.sha256(one.body().orElse(new byte[0]))));
            }
        }
        Contents contents = new Contents(
                folder,
                messages,
                selected,
                ok(
                        connection,
                        "STATUS " + folder.path() + " (MESSAGES UNSEEN UIDNEXT UIDVALIDITY HIGHESTMODSEQ)",
                        problems));
        contents.compareSearch(connection, "ALL", new ArrayList<>(messages.keySet()), problems);
        contents.compareSearch(connection, "UNSEEN", contents.unseen(), problems);
        return contents;
    }

    static int exists(Answer answer) {
        return answer.untagged().stream()
                .flatMap(line -> line.numbered().stream())
                .filter(numbered -> numbered.word().equals("EXISTS"))
                .reduce((first, last) -> last)
                .map(ImapLine.Numbered::number)
                .orElse(-1);
    }

    private List<Long> unseen() {
        return messages.entrySet().stream()
                .filter(one -> !one.getValue().fetched().seen())
                .map(one -> one.getKey())
                .toList();
    }

    private void compareSearch(ImapConnection connection, String criterion, List<Long> expected, Problems problems)
            throws IOException {
        String found = ok(connection, "UID SEARCH " + criterion, problems).untagged().stream()
                .map(ImapLine::text)
                .filter(text -> text.startsWith("* SEARCH"))
                .collect(Collectors.joining());
        String wanted = "* SEARCH" + expected.stream().map(uid -> " " + uid).collect(Collectors.joining());
        if (!found.strip().equals(wanted)) {
            problems.add("SEARCH " + criterion + " of " + folder.path() + " does not find what FETCH shows: "
                    + found.split(" ", -1).length + " words instead of " + wanted.split(" ", -1).length);
        }
    }

    /** Holds the counters against the messages. */
    void compareCounters(long highestUid, long highestModSeq, Problems problems) {
        equal("EXISTS", exists(selected), messages.size(), problems);
        equal("MESSAGES", status.number("MESSAGES").orElse(-1), messages.size(), problems);
        equal("UNSEEN", status.number("UNSEEN").orElse(-1), unseen().size(), problems);
        equal("UIDNEXT of SELECT", selected.number("UIDNEXT").orElse(-1), highestUid + 1, problems);
        equal("UIDNEXT of STATUS", status.number("UIDNEXT").orElse(-1), highestUid + 1, problems);
        long modSeq = messages.values().stream()
                .mapToLong(message -> message.fetched().modSeq().orElse(0))
                .reduce(highestModSeq, Math::max);
        // SELECT takes \\Recent off after it looked, which is a change, too.
        notLower("HIGHESTMODSEQ of SELECT", selected.number("HIGHESTMODSEQ").orElse(-1), highestModSeq, problems);
        notLower("HIGHESTMODSEQ of STATUS", status.number("HIGHESTMODSEQ").orElse(-1), modSeq, problems);
    }

    private void equal(String counter, long said, long counted, Problems problems) {
        if (said != counted) {
            problems.add(counter + " of " + folder.path() + " is " + said + ", a recount gives " + counted);
        }
    }

    private void notLower(String counter, long said, long seen, Problems problems) {
        if (said < seen) {
            problems.add(counter + " of " + folder.path() + " is " + said + ", but " + seen + " was seen");
        }
    }

    private static Answer ok(ImapConnection connection, String command, Problems problems) throws IOException {
        Answer answer = connection.command(command);
        if (!answer.ok()) {
            problems.add("with nobody at work " + command + " was answered " + answer.last());
        }
        return answer;
    }
}
