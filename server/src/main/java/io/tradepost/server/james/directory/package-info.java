/** James's questions about users, domains and rewriting, answered from our accounts, groups and configuration. */
@NullMarked
package io.tradepost.server.james.directory;

import org.jspecify.annotations.NullMarked;
