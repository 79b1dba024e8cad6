package io.tradepost.domain.dns.spf;

/** What the letters of RFC 7208 section 7.2 stand for in one evaluation. */
interface MacroValues {
    /** The value of a macro letter given in lower case. */
    String of(char letter);
}
