/**
 * Archived mail back into somebody's mailbox. It shows them the mail, so it is recorded before (law L7); it adds and never
 * changes, leaves out what the folder holds already, and can be undone.
 */
@NullMarked
package io.tradepost.archive.restore;

import org.jspecify.annotations.NullMarked;
