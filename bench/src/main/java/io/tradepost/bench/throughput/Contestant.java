package io.tradepost.bench.throughput;

import io.tradepost.bench.check.Mailboxes;
import io.tradepost.bench.process.Account;
import java.util.List;

/** A server that takes its turns. */
public interface Contestant extends AutoCloseable {
    /** One word. */
    String name();

    /** Starts it and makes its accounts. */
    void start();

    /** Process id. */
    long pid();

    /** Where it takes mail from strangers. */
    int smtpPort();

    /** Whose mailboxes the load goes to. */
    List<Account> accounts();

    /** Signs in as one of them. */
    Mailboxes open(Account account);

    /** Whether nothing is left to do behind the delivery. */
    boolean settled();

    @Override
    void close();
}
