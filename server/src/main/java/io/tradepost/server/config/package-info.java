/**
 * What an administrator may set, in one typed object.
 *
 * <p>{@link io.tradepost.server.config.TradepostConfiguration} is the only place where a key exists. Values come in
 * layers, later ones winning: the built-in defaults, the demo's, the file {@code tradepost.yaml}, the environment and
 * secret files. An unknown key stops the start.
 */
@NullMarked
package io.tradepost.server.config;

import org.jspecify.annotations.NullMarked;
