/** What the server kept, read back from journal, search and mailboxes and held against the ledger. */
@NullMarked
package io.tradepost.bench.check;

import org.jspecify.annotations.NullMarked;
