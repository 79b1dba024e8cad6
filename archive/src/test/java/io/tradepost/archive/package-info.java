/** Tests of the archive over real files, real databases and a real index. */
@NullMarked
package io.tradepost.archive;

import org.jspecify.annotations.NullMarked;
