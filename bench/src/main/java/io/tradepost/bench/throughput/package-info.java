/**
 * How fast messages are delivered, by our server with everything on and by stock James: both run at once, take turns under
 * the same load, and are counted the same way, over IMAP. A contestant that has no turn idles; what it uses meanwhile is
 * measured, too.
 */
@NullMarked
package io.tradepost.bench.throughput;

import org.jspecify.annotations.NullMarked;
