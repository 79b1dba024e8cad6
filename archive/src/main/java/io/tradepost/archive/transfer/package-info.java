/** Mail in files on its way into the archive. Bytes are archived as they lie in the file; what we did not see ourselves is
 * marked as imported, with who brought it and from where. */
@NullMarked
package io.tradepost.archive.transfer;

import org.jspecify.annotations.NullMarked;
