/** That every sentence exists in both languages. */
@NullMarked
package io.tradepost.domain.text;

import org.jspecify.annotations.NullMarked;
