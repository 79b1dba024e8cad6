/**
 * The sending side: seeded messages, a frugal SMTP client, and the ledger of what the server answered to each. The client
 * shares the machine with what it measures, so it makes no object per line and parses no more than a reply's code.
 */
@NullMarked
package io.tradepost.bench.load;

import org.jspecify.annotations.NullMarked;
