@NullMarked
package io.tradepost.mailbox.folder;

import org.jspecify.annotations.NullMarked;
