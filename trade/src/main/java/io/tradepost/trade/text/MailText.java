package io.tradepost.trade.text;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message's text parted into what its author wrote and what is quoted from before.
 *
 * @param written what is new
 * @param quoted  what is quoted or forwarded
 * @param authors addresses of those whose words are quoted, as the quotation's own headers name them; lower case
 */
public record MailText(String written, String quoted, Set<String> authors) {

    /** Characters read of a text. What lies behind is attachment-like: tables, logs. */
    public static final int MAX_LENGTH = 400_000;

    private static final int MAX_AUTHORS = 20;
    private static final int MAX_HEADER_LINE = 400;
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    /** From here to the end all is quoted. */
    private static final Pattern DIVIDER = Pattern.compile(
            "\\s*(?:[-_=]{3,}\\s*(?:original message|forwarded message|original mail|ursprüngliche nachricht"
                    + "|message d'origine|mensaje original|messaggio originale|原始邮件|原始郵件|转发邮件|轉寄郵件|转发的邮件"
                    + "|原邮件|回复的原邮件|исходное сообщение)\\s*[-_=]{2,}|begin forwarded message:?|_{20,}|-{4,}\\s*replied message"
                    + "\\s*-{2,})\\s*",
            FLAGS);

    /** The first line of a quoted header block. It counts only if another header line follows. */
    private static final Pattern HEADER_FROM =
            Pattern.compile("[\\s*]*(?:from|von|de|da|от|发件人|發件人|寄件者|寄件人)[\\s*]*[:\uff1a][\\s*]*(.*)", FLAGS);

    private static final Pattern HEADER_OTHER = Pattern.compile(
            "[\\s*]*(?:sent|date|to|cc|subject|gesendet|an|betreff|envoyé|à|objet|enviado|para|asunto|inviato|a|oggetto"
                    + "|发送时间|发送日期|日期|时间|收件人|抄送|主题|寄件日期|收件者|主旨|發送時間|主題|кому|тема|дата)[\\s*]*[:\uff1a].*",
            FLAGS);

    private static final Pattern ATTRIBUTION = Pattern.compile(
            "\\s*(?:(?:on|am|le|el|il|op|em|den)\\s.{4,300}(?:wrote|schrieb.{0,100}|a écrit|escribió|ha scritto|schreef|escreveu"
                    + "|skrev.{0,100})\\s*:|(?:在|于|於)?.{4,200}(?:写道|寫道|写到)\\s*[:\uff1a])\\s*",
            FLAGS);

    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>()\\[\\]\"',;:@\\\\]{1,64}@[\\p{L}\\p{N}.-]{1,255}");

    /** Parts a text. Linear in its length; reads the first {@value #MAX_LENGTH} characters. */
    public static MailText of(String text) {
        String bounded = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
        String[] lines = bounded.split("\r\n|\r|\n", -1);
        Splitter splitter = new Splitter(lines);
        for (int i = 0; i < lines.length; i++) {
            splitter.take(i);
        }
        return new MailText(splitter.written.toString(), splitter.quoted.toString(), Set.copyOf(splitter.authors));
    }

    /** The first address in a piece of text, lower case; empty if there is none. */
    static String firstAddress(String piece) {
        String bounded = piece.length() > MAX_HEADER_LINE ? piece.substring(0, MAX_HEADER_LINE) : piece;
        Matcher matcher = ADDRESS.matcher(bounded);
        return matcher.find() ? Addresses.canonical(matcher.group()) : "";
    }

    private static final class Splitter {
        private final String[] lines;
        private final StringBuilder written = new StringBuilder();
        private final StringBuilder quoted = new StringBuilder();
        private final Set<String> authors = new LinkedHashSet<>();
        private boolean restIsQuoted;

        Splitter(String[] lines) {
            this.lines = lines;
        }

        void take(int i) {
            String line = lines[i];
            boolean marked = isMarked(line);
            String plain = marked ? unmark(line) : line;
            if (plain.length() <= MAX_HEADER_LINE) {
                noteAuthors(i, plain, marked);
            }
            (marked || restIsQuoted ? quoted : written).append(plain).append('\n');
        }

        private void noteAuthors(int i, String plain, boolean marked) {
            if (!marked && !restIsQuoted && DIVIDER.matcher(plain).matches()) {
                restIsQuoted = true;
                return;
            }
            Matcher from = HEADER_FROM.matcher(plain);
            if (from.matches() && headerFollows(i)) {
                restIsQuoted |= !marked;
                author(from.group(1));
                return;
            }
            attribution(i, plain, marked);
        }

        /** "On …, A wrote:" may be broken over two lines. Whether the rest is quoted depends on what follows. */
        private void attribution(int i, String plain, boolean marked) {
            String whole = plain;
            if (!endsInColon(plain) && (i + 1 >= lines.length || !endsInColon(lines[i + 1]))) {
                return;
            }
            if (!ATTRIBUTION.matcher(plain).matches()) {
                if (i + 1 >= lines.length || plain.isBlank() || lines[i + 1].length() > MAX_HEADER_LINE) {
                    return;
                }
                String next = lines[i + 1];
                whole = plain + ' ' + (isMarked(next) ? unmark(next) : next);
                if (whole.length() > MAX_HEADER_LINE
                        || !ATTRIBUTION.matcher(whole).matches()) {
                    return;
                }
            }
            author(whole);
            if (!marked && !quoteMarksFollow(i + 1)) {
                restIsQuoted = true;
            }
        }

        private static boolean endsInColon(String line) {
            for (int i = line.length() - 1; i >= 0; i--) {
                char c = line.charAt(i);
                if (c != ' ' && c != '\t') {
                    return c == ':' || c == '\uff1a';
                }
            }
            return false;
        }

        private boolean headerFollows(int i) {
            for (int j = i + 1; j < Math.min(lines.length, i + 3); j++) {
                String next = isMarked(lines[j]) ? unmark(lines[j]) : lines[j];
                if (next.length() <= MAX_HEADER_LINE
                        && HEADER_OTHER.matcher(next).matches()) {
                    return true;
                }
            }
            return false;
        }

        private boolean quoteMarksFollow(int i) {
            for (int j = i; j < Math.min(lines.length, i + 5); j++) {
                if (isMarked(lines[j])) {
                    return true;
                }
            }
            return false;
        }

        private void author(String piece) {
            String address = firstAddress(piece);
            if (!address.isEmpty() && authors.size() < MAX_AUTHORS) {
                authors.add(address);
            }
        }

        private static boolean isMarked(String line) {
            int i = 0;
            while (i < line.length() && i < 4 && (line.charAt(i) == ' ' || line.charAt(i) == '\t')) {
                i++;
            }
            return i < line.length() && (line.charAt(i) == '>' || line.charAt(i) == '|' || line.charAt(i) == '》');
        }

        private static String unmark(String line) {
            int i = 0;
            while (i < line.length() && "> |》\t".indexOf(line.charAt(i)) >= 0) {
                i++;
            }
            return line.substring(i);
        }
    }
}
