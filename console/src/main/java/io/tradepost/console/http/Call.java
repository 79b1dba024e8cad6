package io.tradepost.console.http;

import io.javalin.http.Context;
import io.tradepost.console.contract.Arguments;

/** A request that has passed the gate and the contract. */
public record Call(Context http, Caller caller, Arguments arguments) {}
