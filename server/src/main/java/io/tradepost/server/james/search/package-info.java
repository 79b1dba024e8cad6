/**
 * Puts the mailboxes' index into James, and with it SORT and THREAD (RFC 5256), which James 3.8.1 has not: parser, processor and
 * encoder are added to its own from outside, and {@link io.tradepost.server.james.search.OrderedProcessor} lets its SEARCH
 * find what they order.
 */
@NullMarked
package io.tradepost.server.james.search;

import org.jspecify.annotations.NullMarked;
