package io.tradepost.bench.mailbox;

import io.tradepost.archive.Content;
import io.tradepost.archive.mime.MessageParser;
import io.tradepost.archive.mime.ParsedMessage;
import io.tradepost.bench.ingest.RealMail;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** Words to search for, by where they stand in the mail and in how many messages. */
final class Words {
    private static final Pattern LATIN = Pattern.compile("[a-z]{6,14}");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}{2}");
    /** Messages that a rare word stands in at most. */
    private static final int RARE = 2;

    private final Map<String, Integer> subjects = new HashMap<>();
    private final Map<String, Integer> senders = new HashMap<>();
    private final Map<String, Integer> texts = new HashMap<>();
    private final List<String> ids = new java.util.ArrayList<>();

    private Words() {}

    /** Of the first so many messages of this mail. */
    static Words of(RealMail mail, int messages) {
        Words words = new Words();
        for (int i = 0; i < messages; i++) {
            ParsedMessage message = MessageParser.parse(Content.of(mail.wellFormed(i)));
            count(words.subjects, message.subject());
            message.from().forEach(from -> count(words.senders, from.address()));
            count(words.texts, message.text());
            if (!message.messageId().isBlank() && message.messageId().indexOf('"') < 0) {
                words.ids.add(message.messageId());
            }
        }
        return words;
    }

    private static void count(Map<String, Integer> counts, String text) {
        Set<String> once = new HashSet<>();
        String small = text.toLowerCase(Locale.ROOT);
        LATIN.matcher(small).results().forEach(match -> once.add(match.group()));
        HAN.matcher(small).results().forEach(match -> once.add(match.group()));
        once.forEach(word -> counts.merge(word, 1, Integer::sum));
    }

    private static boolean latin(String word) {
        return LATIN.matcher(word).matches();
    }

    /** Which of the words of a place. */
    enum Kind {
        /** In one message or two, of those that the words were taken from. */
        RARE,
        /** Those in the most messages. */
        COMMON,
        /** Two Chinese characters, most frequent first. */
        CHINESE
    }

    /** Words of subjects; none where there are none. */
    List<String> inSubjects(Kind kind, int wanted) {
        return pick(subjects, kind, wanted);
    }

    /** Parts of senders' names and addresses. */
    List<String> inSenders(Kind kind, int wanted) {
        return pick(senders, kind, wanted);
    }

    /** Words of texts. */
    List<String> inTexts(Kind kind, int wanted) {
        return pick(texts, kind, wanted);
    }

    /** Message-IDs, far from one another. */
    List<String> messageIds(int wanted) {
        return spread(ids, wanted);
    }

    private static List<String> pick(Map<String, Integer> counts, Kind kind, int wanted) {
        return switch (kind) {
            case RARE -> spread(sorted(counts, true, count -> count <= RARE), wanted);
            case COMMON -> first(sorted(counts, true, count -> count > RARE), wanted);
            case CHINESE -> first(sorted(counts, false, count -> count >= 1), wanted);
        };
    }

    private static List<String> sorted(Map<String, Integer> counts, boolean latin, IntPredicate fits) {
        return counts.entrySet().stream()
                .filter(one -> latin(one.getKey()) == latin && fits.test(one.getValue()))
                .sorted(Comparator.comparing(Map.Entry<String, Integer>::getValue, Comparator.reverseOrder())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<String> first(List<String> words, int wanted) {
        return words.subList(0, Math.min(wanted, words.size()));
    }

    private static List<String> spread(List<String> words, int wanted) {
        int step = Math.max(1, words.size() / Math.max(1, wanted));
        return java.util.stream.IntStream.range(0, Math.min(wanted, words.size()))
                .mapToObj(i -> words.get(i * step))
                .toList();
    }
}
