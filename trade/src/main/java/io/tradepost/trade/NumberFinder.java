package io.tradepost.trade;

import io.tradepost.trade.text.FoundNumber;
import io.tradepost.trade.text.MailText;
import io.tradepost.trade.text.NumberScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds the numbers of one message, with the place where each stands. */
final class NumberFinder {

    private static final int LONGEST_SUBJECT = 2_000;
    private static final int LONGEST_FILE_NAME = 500;
    private static final int MOST_FILE_NAMES = 200;

    /** What mail programs put before the subject of a reply or a forward, in the languages of our customers. */
    private static final Pattern ECHO_PREFIX = Pattern.compile(
            "\\s*(?:re|fw|fwd|aw|wg|sv|vs|vb|tr|rv|res|enc|antw|odp|回复|回覆|答复|答覆|转发|轉寄|轉發|转寄|ответ|пересл)"
                    + "\\s*(?:\\[\\d{1,3}\\]|\\(\\d{1,3}\\))?\\s*[:\uff1a].*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);

    private static final Pattern FORWARD_PREFIX = Pattern.compile(
            "\\s*(?:fw|fwd|wg|vs|vb|tr|rv|enc|转发|轉寄|轉發|转寄|пересл)\\s*[:\uff1a].*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);

    /** Where in a message a number stands, and what it is worth there. */
    enum Place {
        SUBJECT("subject", Weight.NUMBER_SUBJECT, Weight.REFERENCE_SUBJECT),
        BODY("body", Weight.NUMBER_BODY, Weight.REFERENCE_BODY),
        FILENAME("filename", Weight.NUMBER_FILENAME, Weight.REFERENCE_FILENAME),
        QUOTED("quoted", Weight.NUMBER_QUOTED, Weight.REFERENCE_QUOTED);

        private final String word;
        private final Weight own;
        private final Weight reference;

        Place(String word, Weight own, Weight reference) {
            this.word = word;
            this.own = own;
            this.reference = reference;
        }

        String word() {
            return word;
        }

        Weight own() {
            return own;
        }

        Weight reference() {
            return reference;
        }
    }

    /**
     * A number in its place.
     *
     * @param echoed what stands here was typed by somebody before the author: quoted text, the subject of a reply
     */
    record Placed(FoundNumber number, Place place, boolean echoed) {}

    private NumberFinder() {}

    static List<Placed> find(MailFacts facts, MailText text, TradeSnapshot snapshot) {
        NumberScanner scanner = new NumberScanner(snapshot.numbers());
        List<Placed> found = new ArrayList<>();
        String subject = cut(facts.subject(), LONGEST_SUBJECT);
        // A reply repeats the subject and brings its own attachments; a forward repeats both.
        boolean forward = FORWARD_PREFIX.matcher(subject).matches();
        scan(scanner, subject, Place.SUBJECT, ECHO_PREFIX.matcher(subject).matches(), found);
        scan(scanner, text.written(), Place.BODY, false, found);
        facts.fileNames().stream()
                .sorted()
                .limit(MOST_FILE_NAMES)
                .forEach(name -> scan(scanner, cut(name, LONGEST_FILE_NAME), Place.FILENAME, forward, found));
        scan(scanner, text.quoted(), Place.QUOTED, true, found);
        return found;
    }

    private static void scan(NumberScanner scanner, String text, Place place, boolean echoed, List<Placed> found) {
        for (FoundNumber number : scanner.scan(text)) {
            found.add(new Placed(number, place, echoed));
        }
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }
}
