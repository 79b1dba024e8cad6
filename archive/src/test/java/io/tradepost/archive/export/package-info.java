/** Tests of what leaves the archive. */
@org.jspecify.annotations.NullMarked
package io.tradepost.archive.export;
