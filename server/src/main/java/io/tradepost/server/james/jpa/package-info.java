/** The mailbox store of James over JPA: the first store, wired in this one package so that another can take its place. */
@NullMarked
package io.tradepost.server.james.jpa;

import org.jspecify.annotations.NullMarked;
