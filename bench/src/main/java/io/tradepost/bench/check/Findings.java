package io.tradepost.bench.check;

import io.tradepost.bench.load.Ledger;
import io.tradepost.bench.load.LoadMail;
import io.tradepost.bench.process.Account;
import io.tradepost.bench.process.Server;
import io.tradepost.bench.process.Site;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ledger held against what the server kept.
 *
 * @param counts   what was counted, in the order of printing
 * @param problems what breaks law L1; empty when nothing does
 */
public record Findings(Map<String, Long> counts, List<String> problems) {
    /** The count of what the server answered with 250. */
    public static final String ACKNOWLEDGED = "messages acknowledged with 250";

    private static final int MOST_SHOWN = 20;

    public Findings {
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        problems = List.copyOf(problems);
    }

    /** Whether everything that was acknowledged was kept as promised. */
    public boolean clean() {
        return problems.isEmpty();
    }

    /** The same with further problems. */
    public Findings with(List<String> more) {
        List<String> all = new ArrayList<>(more);
        all.addAll(problems);
        return new Findings(counts, all);
    }

    /** Prints counts and problems. */
    public void print(PrintWriter out) {
        counts.forEach((what, count) -> out.printf("  %-64s %,12d%n", what, count));
        problems.stream().limit(MOST_SHOWN).forEach(problem -> out.println("  PROBLEM " + problem));
        if (problems.size() > MOST_SHOWN) {
            out.println("  … and " + (problems.size() - MOST_SHOWN) + " more");
        }
        out.println(clean() ? "  CLEAN" : "  NOT CLEAN: " + problems.size() + " problems");
        out.flush();
    }

    /** How often each Message-ID is in any folder of each account, by the account's address. */
    public static Map<String, Map<String, Integer>> mailboxes(Server server) {
        Map<String, Map<String, Integer>> found = new HashMap<>();
        for (Account account : server.accounts()) {
            try (Mailboxes mailboxes = Mailboxes.open(server.port("imaps"), account)) {
                found.put(account.address(), mailboxes.messageIds());
            }
        }
        return found;
    }

    /**
     * Checks a server that is stopped.
     *
     * @param mailboxes read while it still ran
     * @param verified  exit code of {@code tradepost archive verify}
     */
    public static Findings of(Site site, Ledger ledger, Map<String, Map<String, Integer>> mailboxes, int verified) {
        return new Examination(Kept.read(site.archiveFolder(), site.catalog()), ledger, mailboxes).run(verified);
    }

    /** One comparison under way. */
    private static final class Examination {
        private final Kept kept;
        private final Ledger ledger;
        private final Map<String, Map<String, Integer>> mailboxes;
        private final Map<String, Long> counts = new LinkedHashMap<>();
        private final List<String> problems = new ArrayList<>();

        Examination(Kept kept, Ledger ledger, Map<String, Map<String, Integer>> mailboxes) {
            this.kept = kept;
            this.ledger = ledger;
            this.mailboxes = mailboxes;
        }

        Findings run(int verified) {
            List<LoadMail> acknowledged = ledger.mails(Ledger.Outcome.ACKNOWLEDGED);
            List<LoadMail> unanswered = ledger.mails(Ledger.Outcome.UNANSWERED);
            List<LoadMail> refused = ledger.mails(Ledger.Outcome.REFUSED);
            counts.put(ACKNOWLEDGED, (long) acknowledged.size());
            counts.put("messages whose connection ended before the answer", (long) unanswered.size());
            counts.put("messages refused after DATA", (long) refused.size());
            exactlyOnce("journal", kept.journal(), acknowledged);
            exactlyOnce("catalog", kept.catalog(), acknowledged);
            exactlyOnce("search", kept.search(), acknowledged);
            atMostOnce(unanswered);
            refused(refused);
            strangers(acknowledged, unanswered, refused);
            delivered(acknowledged);
            counts.put("exit code of archive verify", (long) verified);
            if (verified != 0) {
                problems.add("archive verify ended with " + verified);
            }
            return new Findings(counts, problems);
        }

        private void exactlyOnce(String where, Map<String, Integer> found, List<LoadMail> acknowledged) {
            long once = 0;
            for (LoadMail mail : acknowledged) {
                int times = found.getOrDefault(mail.sha256(), 0);
                if (times == 1) {
                    once++;
                } else {
                    problems.add("acknowledged " + mail.token() + " is in the " + where + " " + times + " times");
                }
            }
            counts.put("… of the acknowledged exactly once in the " + where, once);
        }

        private void atMostOnce(List<LoadMail> unanswered) {
            long there = 0;
            for (LoadMail mail : unanswered) {
                int times = kept.journal().getOrDefault(mail.sha256(), 0);
                there += Math.min(times, 1);
                if (times > 1) {
                    problems.add("unanswered " + mail.token() + " is in the journal " + times + " times");
                }
            }
            counts.put("… of the unanswered archived, once", there);
        }

        private void refused(List<LoadMail> refused) {
            long there = refused.stream()
                    .filter(mail -> kept.journal().containsKey(mail.sha256()))
                    .count();
            counts.put("… of the refused archived all the same", there);
            if (there > 0) {
                problems.add(there + " messages were refused and archived all the same");
            }
        }

        private void strangers(List<LoadMail> acknowledged, List<LoadMail> unanswered, List<LoadMail> refused) {
            Set<String> ours = new HashSet<>();
            for (List<LoadMail> mails : List.of(acknowledged, unanswered, refused)) {
                mails.forEach(mail -> ours.add(mail.sha256()));
            }
            long strangers = kept.journal().entrySet().stream()
                    .filter(entry -> !ours.contains(entry.getKey()))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            counts.put("deliveries in the journal", sum(kept.journal()));
            counts.put("… that nobody sent", strangers);
            if (strangers > 0) {
                problems.add(strangers + " deliveries in the journal were sent by nobody: bounces, or damaged bytes");
            }
            kept.keys().forEach((key, times) -> {
                if (times > 1) {
                    problems.add("the key " + key + " is in the journal " + times + " times");
                }
            });
        }

        private void delivered(List<LoadMail> acknowledged) {
            long wanted = 0;
            long there = 0;
            long extra = 0;
            for (LoadMail mail : acknowledged) {
                for (String recipient : mail.recipients()) {
                    int times = mailboxes.getOrDefault(recipient, Map.of()).getOrDefault(mail.messageId(), 0);
                    wanted++;
                    if (times == 0) {
                        problems.add("acknowledged " + mail.token() + " is not in a mailbox of " + recipient);
                    } else {
                        there++;
                        extra += times - 1;
                    }
                }
            }
            counts.put("deliveries owed to recipients", wanted);
            counts.put("… in the recipient's mailbox at least once", there);
            counts.put("… further copies after a crash (allowed)", extra);
        }

        private static long sum(Map<String, Integer> counts) {
            return counts.values().stream().mapToLong(Integer::longValue).sum();
        }
    }
}
