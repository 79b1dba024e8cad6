package io.tradepost.domain.dns.spf;

/** RFC 7208 section 4.6.4. */
public final class SpfLimits {
    /** Terms of one evaluation that ask the DNS: include, a, mx, ptr, exists, redirect. */
    public static final int LOOKUPS = 10;
    /** Of those questions, how many may come back empty. The RFC lets receivers choose; two is its default. */
    public static final int VOIDS = 2;
    /** Host names one {@code mx} may yield. */
    public static final int MX_NAMES = 10;
    /** Host names one {@code ptr} may yield; further ones are ignored. */
    public static final int PTR_NAMES = 10;

    private SpfLimits() {}
}
