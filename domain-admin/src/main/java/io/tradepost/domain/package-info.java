/**
 * The company's domain: who has an address in it, and whether the world's DNS says what it should.
 *
 * <p>Two rooms that know nothing of each other: {@link io.tradepost.domain.account} keeps people, groups and tokens in a
 * database; {@link io.tradepost.domain.dns} asks the DNS and explains what it found. What both share is the
 * root of their failures here and the two languages in {@link io.tradepost.domain.text}. Neither knows a mail server or a web.
 */
@NullMarked
package io.tradepost.domain;

import org.jspecify.annotations.NullMarked;
