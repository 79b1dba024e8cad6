package io.tradepost.archive.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Reads address headers (RFC 5322 section 3.4) as people and programs really write them: group syntax is flattened,
 * comments are dropped (or taken as the name if there is no other), what is no address becomes a name.
 */
final class AddressList {
    private static final int MOST = 5000;

    private final String text;
    private final Consumer<String> defects;
    private final List<MailAddress> found = new ArrayList<>();
    private final StringBuilder phrase = new StringBuilder();
    private final StringBuilder comment = new StringBuilder();
    private String angled = "";
    private int at;

    private AddressList(String text, Consumer<String> defects) {
        this.text = text;
        this.defects = defects;
    }

    /** All mailboxes of an unfolded header whose encoded words are not yet decoded. */
    static List<MailAddress> parse(String header, Consumer<String> defects) {
        AddressList list = new AddressList(header, defects);
        list.run();
        return List.copyOf(list.found);
    }

    private void run() {
        while (at < text.length() && found.size() < MOST) {
            char c = text.charAt(at);
            switch (c) {
                case '"' -> quoted();
                case '(' -> comment();
                case '<' -> angle();
                case ',', ';' -> {
                    finish();
                    at++;
                }
                case ':' -> colon();
                case '=' -> encodedWordOrLetter();
                default -> {
                    phrase.append(c);
                    at++;
                }
            }
        }
        finish();
    }

    private void quoted() {
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            phrase.append(text.charAt(at));
        }
        at++;
    }

    private void comment() {
        int depth = 0;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                comment.append(text.charAt(++at));
            } else if (c == '(') {
                if (depth++ > 0) {
                    comment.append(c);
                }
            } else if (c == ')' && --depth == 0) {
                at++;
                return;
            } else {
                comment.append(c);
            }
        }
    }

    private void angle() {
        int close = text.indexOf('>', at);
        int end = close < 0 ? text.length() : close;
        if (angled.isEmpty()) {
            String inside = text.substring(at + 1, end).strip();
            // An obsolete route, @a,@b:local@domain (RFC 5322 section 4.4), is not part of the address.
            int colon = inside.startsWith("@") ? inside.indexOf(':') : -1;
            angled = inside.substring(colon + 1);
        }
        at = end + 1;
    }

    /** The name of a group ends here, unless this is the colon of a bare {@code mailto:}. */
    private void colon() {
        phrase.setLength(0);
        at++;
    }

    private void encodedWordOrLetter() {
        int charset = text.startsWith("=?", at) ? text.indexOf('?', at + 2) : -1;
        int body = charset < 0 ? -1 : text.indexOf('?', charset + 1);
        int end = body < 0 ? -1 : text.indexOf("?=", body + 1);
        if (end < 0) {
            phrase.append(text.charAt(at++));
        } else {
            // A comma inside an encoded word is no separator.
            phrase.append(text, at, end + 2);
            at = end + 2;
        }
    }

    private void finish() {
        String words = clean(phrase.toString());
        String said = clean(comment.toString());
        if (!angled.isEmpty()) {
            found.add(new MailAddress(words.isEmpty() ? said : words, address(angled)));
        } else if (words.contains("@") && !words.strip().contains(" ")) {
            found.add(new MailAddress(said, address(words)));
        } else if (!words.isEmpty()) {
            loose(words);
        }
        phrase.setLength(0);
        comment.setLength(0);
        angled = "";
    }

    /** Words and perhaps an address among them, without brackets. */
    private void loose(String words) {
        for (String word : words.split(" ", -1)) {
            int sign = word.indexOf('@');
            if (sign > 0 && sign < word.length() - 1) {
                found.add(new MailAddress(words.replace(word, "").strip(), address(word)));
                return;
            }
        }
        found.add(new MailAddress(words, ""));
    }

    private String clean(String raw) {
        return CleanText.shortened(CleanText.line(EncodedWords.decode(raw.strip(), defects)), 1000);
    }

    private String address(String raw) {
        String address = CleanText.shortened(
                CleanText.line(EncodedWords.decode(raw, defects)).replace(" ", ""), 1000);
        int sign = address.lastIndexOf('@');
        return sign < 0
                ? address
                : address.substring(0, sign + 1) + address.substring(sign + 1).toLowerCase(Locale.ROOT);
    }
}
