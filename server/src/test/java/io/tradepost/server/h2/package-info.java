/** What the embedded database leaves unsynced, counted at the file system under it. */
@NullMarked
package io.tradepost.server.h2;

import org.jspecify.annotations.NullMarked;
