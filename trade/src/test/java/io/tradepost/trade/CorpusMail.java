package io.tradepost.trade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Real mail, decoded as simply as will do for its words to be read: headers unfolded, text parts out of base64 and
 * quoted-printable, tags dropped.
 */
record CorpusMail(String name, String from, String subject, String text) {

    private static final Pattern ENCODED = Pattern.compile("=\\?([^?]{1,40})\\?([bBqQ])\\?([^?]*)\\?=");
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern CHARSET = Pattern.compile("charset=\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);
    private static final int DEEPEST = 8;

    static List<CorpusMail> all() {
        Path mail =
                Path.of(System.getProperty("corpus.dir", "../../shared/corpus")).resolve("mail");
        if (!Files.isDirectory(mail)) {
            throw new IllegalStateException("No mail corpus at " + mail.toAbsolutePath() + "; set -Dcorpus.dir=…");
        }
        try (Stream<Path> files = Files.walk(mail)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .map(CorpusMail::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CorpusMail read(Path file) {
        try {
            String raw = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
            String head = headOf(raw);
            StringBuilder text = new StringBuilder();
            part(raw, text, 0);
            return new CorpusMail(
                    file.getFileName().toString(),
                    words(header(head, "from")),
                    words(header(head, "subject")),
                    text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void part(String raw, StringBuilder text, int depth) {
        String head = headOf(raw);
        String body = raw.substring(Math.min(raw.length(), head.length() + 2));
        String type = header(head, "content-type");
        Matcher boundary = BOUNDARY.matcher(type);
        if (type.toLowerCase(Locale.ROOT).startsWith("multipart/") && boundary.find() && depth < DEEPEST) {
            String[] parts = body.split(Pattern.quote("--" + boundary.group(1)), -1);
            for (int i = 1; i < parts.length; i++) {
                part(parts[i].startsWith("\n") ? parts[i].substring(1) : parts[i], text, depth + 1);
            }
            return;
        }
        if (!type.isEmpty() && !type.toLowerCase(Locale.ROOT).startsWith("text/")) {
            return;
        }
        byte[] bytes =
                decoded(body, header(head, "content-transfer-encoding").strip().toLowerCase(Locale.ROOT));
        Matcher charset = CHARSET.matcher(type);
        String decoded = new String(bytes, charset(charset.find() ? charset.group(1) : "utf-8"));
        text.append(decoded.replaceAll("<[^>]{0,500}>", " ")).append('\n');
    }

    private static byte[] decoded(String body, String encoding) {
        return switch (encoding) {
            case "base64" -> Base64.getMimeDecoder().decode(body.replaceAll("[^A-Za-z0-9+/]", ""));
            case "quoted-printable" -> quotedPrintable(body.replaceAll("=[ \t]*\n", ""));
            default -> body.getBytes(StandardCharsets.ISO_8859_1);
        };
    }

    private static byte[] quotedPrintable(String body) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c == '='
                    && i + 2 < body.length()
                    && body.substring(i + 1, i + 3).matches("[0-9A-Fa-f]{2}")) {
                out.append((char) Integer.parseInt(body.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                out.append(c);
            }
        }
        return out.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String words(String header) {
        Matcher matcher = ENCODED.matcher(header);
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (matcher.find()) {
            pieces.add(header.substring(from, matcher.start()));
            boolean base64 = matcher.group(2).equalsIgnoreCase("b");
            byte[] bytes = base64
                    ? decoded(matcher.group(3), "base64")
                    : quotedPrintable(matcher.group(3).replace('_', ' '));
            pieces.add(new String(bytes, charset(matcher.group(1))));
            from = matcher.end();
        }
        pieces.add(header.substring(from));
        return String.join("", pieces);
    }

    private static Charset charset(String name) {
        return Stream.of(name)
                .filter(one -> one.matches("[A-Za-z0-9][A-Za-z0-9._:+-]*") && Charset.isSupported(one))
                .map(Charset::forName)
                .findFirst()
                .orElse(StandardCharsets.UTF_8);
    }

    private static String headOf(String raw) {
        int end = raw.indexOf("\n\n");
        return end < 0 ? raw : raw.substring(0, end);
    }

    private static String header(String head, String name) {
        Matcher matcher =
                Pattern.compile("(?im)^" + name + ":((?:.*)(?:\n[ \t].*)*)").matcher(head);
        return matcher.find() ? matcher.group(1).replace("\n", " ").strip() : "";
    }
}
