@NullMarked
package io.tradepost.mailbox.kit;

import org.jspecify.annotations.NullMarked;
