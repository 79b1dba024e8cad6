/**
 * SPF, RFC 7208 whole, twice: {@link io.tradepost.domain.dns.spf.SpfEvaluator} says what a receiver would decide about one
 * message and why, step by step; {@link io.tradepost.domain.dns.spf.SpfSurvey} walks everything that a record names,
 * whatever the message, and counts what it costs.
 *
 * <p>A record is parsed whole before anything of it is used, since an error anywhere in it is a permerror (section 4.6),
 * and each error knows its place in the text. Nothing here knows where answers come from.
 */
@NullMarked
package io.tradepost.domain.dns.spf;

import org.jspecify.annotations.NullMarked;
