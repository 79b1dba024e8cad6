package io.tradepost.domain.account;

/** A person who is to get an account; all parts checked. */
record NewAccount(AccountAddress address, String name, Role role, String department) {}
