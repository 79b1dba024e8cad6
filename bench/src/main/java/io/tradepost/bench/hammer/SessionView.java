package io.tradepost.bench.hammer;

import java.util.ArrayList;
import java.util.List;

/**
 * What one session was told of the folder that it has selected: how many messages, and which UID each number stands for. A
 * session's numbers change only by what it is told (RFC 9051 section 7.5.1), so what is told must fit what was told before.
 */
final class SessionView {
    private static final long UNKNOWN = 0;

    private final String client;
    private final Problems problems;
    private final List<Long> uids = new ArrayList<>();
    private String command = "";
    private String before = "";
    private long lastExists = Long.MIN_VALUE;

    SessionView(String client, Problems problems) {
        this.client = client;
        this.problems = problems;
    }

    /** Another folder is about to be selected. */
    void forget() {
        uids.clear();
    }

    /** What is said from now on answers this command. */
    void during(String name) {
        before = command.isEmpty() ? before : command;
        command = name;
    }

    int count() {
        return uids.size();
    }

    /** The UIDs by number; 0 where none was told. */
    List<Long> uids() {
        return List.copyOf(uids);
    }

    /** When EXISTS came last, {@link System#nanoTime}. */
    long lastExists() {
        return lastExists;
    }

    /** Takes up an untagged line. */
    void accept(ImapLine line) {
        line.numbered().ifPresent(this::numbered);
        line.fetched().ifPresent(this::fetched);
        if (line.isBye() || line.text().startsWith("* BAD") || line.text().startsWith("* NO")) {
            problem("the server said " + line.text());
        }
    }

    private void numbered(ImapLine.Numbered numbered) {
        int number = numbered.number();
        switch (numbered.word()) {
            case "EXISTS" -> {
                lastExists = System.nanoTime();
                if (number < uids.size()) {
                    problem("EXISTS fell from " + uids.size() + " to " + number + " without EXPUNGE");
                    uids.subList(number, uids.size()).clear();
                }
                while (uids.size() < number) {
                    uids.add(UNKNOWN);
                }
            }
            case "EXPUNGE" -> {
                // RFC 9051 section 7.5.1: numbers in a command would mean others than the client meant.
                if (command.startsWith("FETCH") || command.startsWith("STORE") || command.isEmpty()) {
                    problem("EXPUNGE came during " + (command.isEmpty() ? "no command" : command));
                }
                if (number < 1 || number > uids.size()) {
                    problem("EXPUNGE of " + number + " when there were " + uids.size());
                } else {
                    uids.remove(number - 1);
                }
            }
            default -> {}
        }
    }

    private void fetched(ImapLine.Fetched fetched) {
        int number = fetched.number();
        if (number < 1 || number > uids.size()) {
            problem("FETCH of " + number + " when there were " + uids.size());
            return;
        }
        if (fetched.uid().isEmpty()) {
            return;
        }
        long uid = fetched.uid().getAsLong();
        long known = uids.get(number - 1);
        if (known != UNKNOWN && known != uid) {
            problem("number " + number + " was UID " + known + " and is " + uid);
        }
        long before = number > 1 ? uids.get(number - 2) : UNKNOWN;
        long after = number < uids.size() ? uids.get(number) : UNKNOWN;
        if (before >= uid || (after != UNKNOWN && after <= uid)) {
            problem("UIDs don't ascend: " + before + ", " + uid + ", " + after + " at number " + number);
        }
        uids.set(number - 1, uid);
    }

    private void problem(String what) {
        problems.add(client + " (" + command + ", after " + before + "): " + what);
    }
}
