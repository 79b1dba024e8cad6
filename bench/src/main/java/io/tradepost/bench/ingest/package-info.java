/**
 * How fast mail becomes durable in the archive, and what it weighs there, next to what the disk and the compressor do by
 * themselves on the same machine in the same run.
 */
@NullMarked
package io.tradepost.bench.ingest;

import org.jspecify.annotations.NullMarked;
