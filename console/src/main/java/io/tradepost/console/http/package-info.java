/**
 * What every route shares: who may call it, what a wrong request is told, limits, headers and logs.
 *
 * <p>The way of a request: {@link io.tradepost.console.http.WebServer} finds the
 * {@link io.tradepost.console.http.Route}, {@link io.tradepost.console.http.Gate} lets its caller in or not, the
 * contract checks its parameters, {@link io.tradepost.console.http.Repeats} sees whether it was done before, the route answers, and {@link io.tradepost.console.http.Problems} answers for whatever
 * was thrown on the way. The order matters: nobody learns from a 400 what a 401 would have kept from them.
 *
 * <p>Nothing here knows a message or a customer.
 */
@NullMarked
package io.tradepost.console.http;

import org.jspecify.annotations.NullMarked;
