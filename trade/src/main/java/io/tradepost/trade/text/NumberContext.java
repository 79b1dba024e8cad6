package io.tradepost.trade.text;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What stands around a number. Looks at a window of {@value #WINDOW} characters on the same line, so that its cost
 * does not depend on the length of the text.
 */
final class NumberContext {

    static final int WINDOW = 48;

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    /** Words that announce a document's number, right before it. */
    private static final Pattern CUE = Pattern.compile(
            "(?:(?:^|[^\\p{L}\\p{N}])(?:p\\.?\\s?[/.]?\\s?[oi]|s\\s?[/.]\\s?[co]|(?-i:SO|SC)|b\\s?/\\s?l"
                    + "|purchase orders?|sales orders?|orders?|ord|pro[ -]?forma(?: invoice)?|sales contract|contract|cont"
                    + "|invoices?|inv|quotations?|quotes?|qtn|offer|ref|reference|pedido|bestellung|auftrag|commande|ordine"
                    + "|заказ|счет)"
                    + "|订单|定单|訂單|订货单|采购单|採購單|合同|合約|合约|发票|發票|报价单?|報價單?|单号|單號|编号|編號)"
                    + "\\.?\\s{0,2}(?:nos?|nr|num|numbers?|id|号码?|號碼?|编号|編號|№)?\\s{0,2}[.:#º°-]{0,2}\\s{0,2}"
                    + "(?:is|are|是|为|為)?\\s{0,2}[#(\\[\"']?"
                    + "(?:\\d{3,12}\\s{0,2}(?:[,;/&+、]|and|und|y|和|及|与|與)\\s{0,2}#?){0,6}$",
            FLAGS);

    /** Chinese announces behind the number too: 12345号订单. */
    private static final Pattern CUE_BEHIND = Pattern.compile("^\\s?(?:号|號)\\s?(?:订单|訂單|合同|发票|發票|采购单)", FLAGS);

    /** Between the numbers of a list that one cue announces. */
    private static final Pattern LIST_GAP =
            Pattern.compile("\\s{0,2}(?:[,;/&+、,]|and|und|et|y|和|及|与|與)\\s{0,2}(?:and\\s)?#?", FLAGS);

    /** What says before the number that it is something else. */
    private static final Pattern ELSE_BEFORE = Pattern.compile(
            "(?:[$€£¥₩₹+]|(?:^|[^\\p{L}])(?:usd|us|eur|euros?|rmb|cny|gbp|jpy|hkd|tel|telephone|phone|fax|mob|mobile|cell"
                    + "|whatsapp|wechat|skype|hs|h\\.s|hs ?code|tariff|vat|zip|postcode|price|amount|total|qty|quantity|iban|swift"
                    + "|a/c|account)|微信|电话|電話|手机|手機|传真|傳真|海关编码|税号|稅號|邮编|金额|數量|数量|总价|单价|账号|帐号)"
                    + "\\s?(?:no|nos|code|number|号码?)?[\\s.:#=()-]{0,6}(?:\\+?\\d[\\d\\s()-]{0,12})?$",
            FLAGS);

    /** What says behind the number that it is a quantity or a price. */
    private static final Pattern ELSE_BEHIND = Pattern.compile(
            "^(?:[.,:]\\d|\\s{0,2}(?:%|[$€£¥]|(?:pcs|pieces?|sets?|kgs?|kilos?|tons?|tonnes?|mt|units?|ctns?|cartons?|boxes"
                    + "|pairs?|dozens?|rolls?|bags?|usd|eur|rmb|cny|gbp|dollars?|euros?|days?|weeks?|hours?|mm|cm|m|km|ml|l|kw|v|w)"
                    + "(?![\\p{L}\\p{N}])|[件个個台套箱吨噸元天年月日米只支卷双]|公斤|美元|人民币))",
            FLAGS);

    private static final Pattern IBAN = Pattern.compile("[A-Z]{2}\\d{2}[A-Z0-9]{11,30}");
    private static final int IBAN_REACH = 44;

    enum Digits {
        /** A cue word announces it. */
        CUED,
        /** Nothing is known of it. */
        BARE,
        /** A date, a price, a phone, a quantity, a tariff code. */
        SOMETHING_ELSE
    }

    private final String text;
    private int lastCuedEnd = -1;

    NumberContext(String text) {
        this.text = text;
    }

    /** What a hit of pure digits between these offsets is. */
    Digits digits(int start, int end) {
        if (partOfMore(start, end) || looksLikeDate(start, end)) {
            return Digits.SOMETHING_ELSE;
        }
        String after = after(end);
        if (ELSE_BEHIND.matcher(after).find()) {
            return Digits.SOMETHING_ELSE;
        }
        String before = before(start);
        boolean inList = lastCuedEnd >= 0
                && start - lastCuedEnd <= 8
                && start >= lastCuedEnd
                && LIST_GAP.matcher(text.substring(lastCuedEnd, start)).matches();
        if (inList || CUE.matcher(before).find() || CUE_BEHIND.matcher(after).find()) {
            lastCuedEnd = end;
            return Digits.CUED;
        }
        return ELSE_BEFORE.matcher(before).find() ? Digits.SOMETHING_ELSE : Digits.BARE;
    }

    /** Whether a cue word stands right before this offset. */
    boolean cued(int start) {
        return CUE.matcher(before(start)).find();
    }

    /** 192.168.10.20, 12:30:45, 1,234.50 and 010-8888-1234 are not several numbers. */
    private boolean partOfMore(int start, int end) {
        boolean left = start >= 2 && glue(text.charAt(start - 1)) && Character.isDigit(text.charAt(start - 2));
        boolean right = end + 1 < text.length() && glue(text.charAt(end)) && Character.isDigit(text.charAt(end + 1));
        return left || right;
    }

    private static boolean glue(char c) {
        return c == '.' || c == ',' || c == ':' || c == '-' || c == '/' || c == '\'';
    }

    /** 2024-01-15, 15/01/2024, 2024.1.15; a bare 20240115 too, unless a cue announces it (that is asked before). */
    private boolean looksLikeDate(int start, int end) {
        String written = text.substring(start, end);
        if (written.matches("(?:19|20)\\d\\d([-/. ])\\d{1,2}\\1\\d{1,2}|\\d{1,2}([-/. ])\\d{1,2}\\2(?:19|20)?\\d\\d")) {
            return true;
        }
        return written.matches("(?:19|20)\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])") && !cued(start);
    }

    /**
     * Whether the hit lies inside an International Bank Account Number whose check digits hold (ISO 13616, mod 97),
     * written in one piece or in groups of four. Other groupings are no IBAN: one text in 97 would pass the check.
     */
    boolean insideIban(int start, int end) {
        int from = Math.max(0, start - IBAN_REACH);
        // Back to the country code: two letters and two digits that begin a group.
        for (int at = start; at >= from; at--) {
            boolean groupStart = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            if (groupStart && at + 4 <= text.length() && isIbanHead(at) && ibanReaches(at, end)) {
                return true;
            }
        }
        return false;
    }

    private boolean ibanReaches(int head, int end) {
        StringBuilder solid = new StringBuilder();
        int at = head;
        int first = groupEnd(head) - head;
        while (at < text.length() && solid.length() < 34) {
            int groupEnd = groupEnd(at);
            solid.append(text, at, groupEnd);
            if (groupEnd >= end
                    && solid.length() >= 15
                    && isIban(solid.toString().toUpperCase(Locale.ROOT))) {
                return true;
            }
            boolean more = first == 4
                    && groupEnd - at == 4
                    && groupEnd + 1 < text.length()
                    && text.charAt(groupEnd) == ' '
                    && groupEnd(groupEnd + 1) > groupEnd + 1;
            if (!more) {
                return false;
            }
            at = groupEnd + 1;
        }
        return false;
    }

    private int groupEnd(int from) {
        int end = from;
        while (end < text.length()
                && end - from < 35
                && text.charAt(end) < 0x80
                && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private boolean isIbanHead(int at) {
        return isLatin(text.charAt(at))
                && isLatin(text.charAt(at + 1))
                && Character.isDigit(text.charAt(at + 2))
                && Character.isDigit(text.charAt(at + 3));
    }

    private static boolean isLatin(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static boolean isIban(String solid) {
        if (!IBAN.matcher(solid).matches()) {
            return false;
        }
        String turned = solid.substring(4) + solid.substring(0, 4);
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < turned.length(); i++) {
            digits.append(Character.digit(turned.charAt(i), 36));
        }
        return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
    }

    private String before(int start) {
        int from = Math.max(0, start - WINDOW);
        int line = text.lastIndexOf('\n', start - 1);
        return text.substring(Math.max(from, line + 1), start);
    }

    private String after(int end) {
        return text.substring(end, Math.min(text.length(), end + WINDOW));
    }
}
