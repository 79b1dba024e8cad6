package io.tradepost.console;

/**
 * How much of anything is taken before it is refused.
 *
 * @param requestsPerSecond  of one token, in the long run; 1 or more
 * @param requestBurst       of one token, at once after a pause; 1 or more
 * @param failuresPerMinute  failed sign-ins from one address before the next is not even looked at; 1 or more. A token
 *                           that was good before is still heard from such an address, so that nobody can lock out others
 * @param refusalsRecorded   failed sign-ins and refused calls that the archive records at once; after that one every ten
 *                           seconds, which says how many were left out, so that nobody can fill the disk
 * @param headerBytes        of the request line and headers together (431, or 414 for the address)
 * @param contentBytes       of a request's content (413)
 * @param connections        open at once; more wait
 */
public record Limits(
        int requestsPerSecond,
        int requestBurst,
        int failuresPerMinute,
        int refusalsRecorded,
        int headerBytes,
        int contentBytes,
        int connections) {
    public Limits {
        if (requestsPerSecond < 1 || requestBurst < 1 || failuresPerMinute < 1 || refusalsRecorded < 1) {
            throw new IllegalArgumentException("a limit below 1 would let nobody in");
        }
    }

    /** What suits a company's platform and a handful of officers. */
    public static Limits usual() {
        return new Limits(50, 300, 10, 60, 16 << 10, 64 << 10, 500);
    }
}
