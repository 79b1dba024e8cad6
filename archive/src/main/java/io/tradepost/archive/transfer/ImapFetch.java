package io.tradepost.archive.transfer;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Content;
import io.tradepost.archive.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Fetches all mail of an account, its bytes as the server gives them, without marking any of it as read. */
final class ImapFetch {
    private static final int BATCH = 100;
    // RFC 9051 section 7.3.1: flags, hierarchy delimiter, name
    private static final Pattern LIST =
            Pattern.compile("(?i)\\* LIST \\(([^)]*)\\) (?:\"(?:\\\\.|[^\"])*\"|NIL) (\"(?:\\\\.|[^\"\\\\])*\"|[^ ]+)");
    private static final Pattern VALIDITY = Pattern.compile("(?i)\\[UIDVALIDITY (\\d{1,10})\\]");
    private static final Pattern UID = Pattern.compile("(?i)[( ]UID (\\d{1,10})");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,10}");

    private final ImapAccount account;
    private final ImapProgress state;
    private final Path spool;

    /**
     * To fetch this account.
     *
     * @param folder for the message at hand, which may be too large for memory
     */
    ImapFetch(ImapAccount account, ImapProgress state, Path folder) throws IOException {
        this.account = account;
        this.state = state;
        this.spool = Files.createTempFile(folder, "imap", ".eml");
    }

    /** What is done with the mail. */
    interface Receiver {
        /** Archives a message, whose content is deleted when this returns. */
        void message(MailSource source);

        /** A message or folder that could not be fetched. */
        void failed(String name, String reason);
    }

    /**
     * Fetches what is new.
     *
     * @param dry only counts, and fetches no content
     * @return how many messages there are that had not been fetched before
     */
    long run(Receiver receiver, boolean dry, Consumer<Progress> progress) {
        try (ImapWire wire = new ImapWire(account)) {
            wire.signIn();
            long total = 0;
            for (String folder : account.folders().isEmpty() ? folders(wire) : account.folders()) {
                try {
                    total += folder(wire, folder, receiver, dry, total, progress);
                } catch (ImapWire.RefusedException e) {
                    receiver.failed(account.name() + "/" + folder, String.valueOf(e.getMessage()));
                }
            }
            return total;
        } catch (IOException e) {
            throw ArchiveException.temporary(
                    "fetching from " + account.name() + " broke off: " + e.getMessage()
                            + ". Begun again it goes on there",
                    e);
        } finally {
            delete();
        }
    }

    private void delete() {
        try {
            Files.deleteIfExists(spool);
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(ImapFetch.class).warn("{} stays", spool, e);
        }
    }

    private static List<String> folders(ImapWire wire) throws IOException {
        List<String> folders = new ArrayList<>();
        for (ImapWire.Response response : wire.command("LIST \"\" \"*\"")) {
            Matcher list = LIST.matcher(response.text());
            if (list.lookingAt() && !list.group(1).toLowerCase(Locale.ROOT).contains("\\noselect")) {
                String name = list.group(2);
                boolean quoted = name.startsWith("\"") && name.length() > 1;
                folders.add(quoted ? name.substring(1, name.length() - 1).replaceAll("\\\\(.)", "$1") : name);
            }
        }
        return folders;
    }

    private long folder(
            ImapWire wire, String folder, Receiver receiver, boolean dry, long before, Consumer<Progress> progress)
            throws IOException {
        long validity = 0;
        for (ImapWire.Response response : wire.command("EXAMINE " + ImapWire.quoted(folder))) {
            Matcher told = VALIDITY.matcher(response.text());
            validity = told.find() ? Long.parseLong(told.group(1)) : validity;
        }
        List<Long> fresh = fresh(wire, state.done(folder, validity));
        if (dry) {
            return fresh.size();
        }
        for (int from = 0; from < fresh.size(); from += BATCH) {
            List<Long> batch = fresh.subList(from, Math.min(fresh.size(), from + BATCH));
            fetch(wire, folder, validity, batch, receiver);
            state.done(folder, validity, batch.getLast());
            progress.accept(new Progress("import", before + from + batch.size(), 0));
        }
        return fresh.size();
    }

    /** UIDs above this one, rising. {@code n:*} names the last message even where it is below n, RFC 9051 section 6.4.9. */
    private static List<Long> fresh(ImapWire wire, long done) throws IOException {
        List<Long> uids = new ArrayList<>();
        for (ImapWire.Response response : wire.command("UID SEARCH UID " + (done + 1) + ":*")) {
            if (response.isUntagged("SEARCH")) {
                NUMBER.matcher(response.text())
                        .results()
                        .map(one -> Long.parseLong(one.group()))
                        .forEach(uids::add);
            }
        }
        return uids.stream().filter(uid -> uid > done).sorted().distinct().toList();
    }

    private void fetch(ImapWire wire, String folder, long validity, List<Long> batch, Receiver receiver)
            throws IOException {
        String set = batch.stream().map(uid -> Long.toString(uid)).collect(Collectors.joining(","));
        wire.command("UID FETCH " + set + " (UID BODY.PEEK[])", spool, response -> {
            Matcher uid = UID.matcher(response.text());
            if (!response.text().toUpperCase(Locale.ROOT).contains(" FETCH (") || !uid.find()) {
                return;
            }
            // RFC 5092
            String name = account.name() + "/" + folder + ";UIDVALIDITY=" + validity + "/;UID=" + uid.group(1);
            if (response.body().equals(spool)) {
                Map<String, String> facts = Map.of(
                        "import.folder", folder,
                        "import.uidvalidity", Long.toString(validity),
                        "import.uid", uid.group(1));
                receiver.message(new MailSource(name, "imap", "", Content.of(spool), facts));
            } else if (response.text().contains("BODY[] \"\"")) {
                receiver.message(new MailSource(name, "imap", "", Content.of(new byte[0])));
            } else if (response.text().contains("BODY[]")) {
                receiver.failed(name, "the server gives no content");
            }
        });
    }
}
