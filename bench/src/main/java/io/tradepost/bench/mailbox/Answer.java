package io.tradepost.bench.mailbox;

/**
 * What a server said to one command.
 *
 * @param nanos  from the first octet of the command until the last of the answer
 * @param found  numbers in a SEARCH answer; for another command its untagged FETCH or EXISTS answers
 * @param octets of the whole answer
 */
record Answer(long nanos, int found, long octets) {
    double millis() {
        return nanos / 1e6;
    }
}
