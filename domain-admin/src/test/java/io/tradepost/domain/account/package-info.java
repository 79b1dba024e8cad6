/** Accounts on real databases: one contract, run on H2 and on a private MariaDB. */
@NullMarked
package io.tradepost.domain.account;

import org.jspecify.annotations.NullMarked;
