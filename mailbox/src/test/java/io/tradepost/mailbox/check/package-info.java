@NullMarked
package io.tradepost.mailbox.check;

import org.jspecify.annotations.NullMarked;
