/** Tests of the pages to read. */
@org.jspecify.annotations.NullMarked
package io.tradepost.archive.export.pdf;
