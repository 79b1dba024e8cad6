@NullMarked
package io.tradepost.mailbox;

import org.jspecify.annotations.NullMarked;
