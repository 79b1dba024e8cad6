package io.tradepost.server.james.imap.fetch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list of addresses (RFC 5322 section 3.4) as people and programs really write them. Nothing is too broken: what is no
 * address becomes the name of one.
 */
final class AddressReader {
    private final String text;
    private final List<PlainAddress> found = new ArrayList<>();
    private final StringBuilder phrase = new StringBuilder();
    private String comment = "";
    private boolean inGroup;
    private int at;

    private AddressReader(String text) {
        this.text = text;
    }

    static List<PlainAddress> read(String text) {
        AddressReader reader = new AddressReader(text);
        reader.run();
        return reader.found;
    }

    private void run() {
        while (at < text.length()) {
            char one = text.charAt(at);
            switch (one) {
                case '"' -> phrase.append(quoted());
                case '(' -> comment = enclosed('(', ')');
                case '<' -> angle(enclosed('<', '>'));
                // Colons and commas in it are its own.
                case '[' -> phrase.append('[').append(enclosed('[', ']')).append(']');
                case ':' -> {
                    at++;
                    inGroup = true;
                    found.add(PlainAddress.groupOf(PlainText.ascii(taken())));
                }
                case ',' -> {
                    at++;
                    bare();
                }
                case ';' -> {
                    at++;
                    bare();
                    endGroup();
                }
                default -> {
                    at++;
                    phrase.append(one);
                }
            }
        }
        bare();
        endGroup();
    }

    private void endGroup() {
        if (inGroup) {
            inGroup = false;
            found.add(PlainAddress.groupEnd());
        }
    }

    /** The phrase so far, which begins anew. */
    private String taken() {
        String taken = phrase.toString().strip().replaceAll("[ \t]+", " ");
        phrase.setLength(0);
        return taken;
    }

    /** An address without angle brackets; its name is a comment, as of old. */
    private void bare() {
        String address = taken();
        if (!address.isEmpty()) {
            add(comment, null, address.replaceAll(" ?([@.]) ?", "$1"));
        }
        comment = "";
    }

    private void angle(String inside) {
        String name = taken();
        String address = inside.strip();
        String route = null;
        int colon = address.indexOf(':');
        if (address.startsWith("@") && colon > 0) {
            route = address.substring(0, colon);
            address = address.substring(colon + 1);
        }
        add(name.isEmpty() ? comment : name, route, unquoted(address));
        comment = "";
    }

    private void add(String name, @Nullable String route, String address) {
        int sign = address.lastIndexOf('@');
        found.add(new PlainAddress(
                name.isEmpty() ? null : PlainText.ascii(name),
                route == null ? null : PlainText.ascii(route),
                PlainText.ascii(sign < 0 ? address : address.substring(0, sign)),
                // A host that is missing is no group.
                sign < 0 ? "" : PlainText.ascii(address.substring(sign + 1))));
    }

    private static String unquoted(String address) {
        int sign = address.lastIndexOf("\"@");
        boolean quoted = address.startsWith("\"") && sign > 0;
        return quoted ? address.substring(1, sign).replaceAll("\\\\(.)", "$1") + address.substring(sign + 1) : address;
    }

    /** A quoted string without its quotes; to the end where they are not closed. */
    private String quoted() {
        StringBuilder inside = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            inside.append(text.charAt(at++));
        }
        at++;
        return inside.toString();
    }

    /** What is between brackets, which may stand in one another; to the end where they are not closed. */
    private String enclosed(char open, char close) {
        StringBuilder inside = new StringBuilder();
        at++;
        int depth = 1;
        while (at < text.length()) {
            char one = text.charAt(at++);
            depth += one == open ? 1 : one == close ? -1 : 0;
            if (depth == 0) {
                break;
            }
            inside.append(one);
            if (one == '\\' && at < text.length()) {
                inside.append(text.charAt(at++));
            }
        }
        return inside.toString();
    }
}
