/**
 * Messages to read and print. A PDF is a courtesy, not the evidence: it says so, and names the hash of what is. Mail is
 * hostile: nothing of it but text is put on a page, no link, no picture, no font and no script of it.
 */
@NullMarked
package io.tradepost.archive.export.pdf;

import org.jspecify.annotations.NullMarked;
