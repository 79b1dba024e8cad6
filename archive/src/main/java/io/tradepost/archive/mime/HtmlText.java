package io.tradepost.archive.mime;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/**
 * What a person would read of HTML.
 *
 * @param text    block elements on lines of their own
 * @param hasLink whether something in it leads to an http or https address
 */
record HtmlText(String text, boolean hasLink) {
    private static final Set<String> SILENT = Set.of("script", "style", "head", "template", "noscript");

    static HtmlText of(String html, int mostChars) {
        Document document = Jsoup.parse(html);
        boolean link = document.select("a[href],area[href]").stream()
                .anyMatch(anchor -> anchor.attr("href")
                        .strip()
                        .toLowerCase(java.util.Locale.ROOT)
                        .startsWith("http"));
        Reading reading = new Reading(mostChars);
        NodeTraversor.traverse(reading, document);
        String title = document.title();
        String text = reading.out.toString().strip();
        return new HtmlText(title.isBlank() || text.contains(title) ? text : title + "\n" + text, link);
    }

    private static final class Reading implements NodeVisitor {
        private final StringBuilder out = new StringBuilder();
        private final int most;
        private int silent;

        Reading(int most) {
            this.most = most;
        }

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words && silent == 0 && out.length() < most) {
                append(words.getWholeText());
            } else if (node instanceof Element element) {
                if (SILENT.contains(element.normalName())) {
                    silent++;
                } else if (silent == 0
                        && element.normalName().equals("img")
                        && !element.attr("alt").isBlank()) {
                    append(" " + element.attr("alt") + " ");
                } else if (breaks(element)) {
                    line();
                }
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                if (SILENT.contains(element.normalName())) {
                    silent--;
                } else if (breaks(element)) {
                    line();
                } else if (element.normalName().equals("td")
                        || element.normalName().equals("th")) {
                    append(" ");
                }
            }
        }

        private static boolean breaks(Element element) {
            return element.normalName().equals("br")
                    || (element.isBlock() && !element.normalName().equals("td"));
        }

        private void append(String words) {
            for (int i = 0; i < words.length(); i++) {
                char c = words.charAt(i);
                boolean space = Character.isWhitespace(c) || c == '\u00a0';
                boolean after = out.isEmpty() || Character.isWhitespace(out.charAt(out.length() - 1));
                if (!space) {
                    out.append(c);
                } else if (!after) {
                    out.append(' ');
                }
            }
        }

        private void line() {
            if (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
                out.setLength(out.length() - 1);
            }
            if (!out.isEmpty() && out.charAt(out.length() - 1) != '\n') {
                out.append('\n');
            }
        }
    }
}
