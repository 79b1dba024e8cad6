package io.tradepost.bench.process;

/** Someone with mailboxes on a server under test. */
public record Account(String address, String password) {}
