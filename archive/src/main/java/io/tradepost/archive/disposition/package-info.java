/**
 * The end of mail whose time is over. A run lists what is past every retention schedule and under no hold; two different
 * officers approve that very list, and whoever proposed it may be one of them, so that nobody disposes of anything alone.
 * Then, some hundred messages at a time and under the register's lock, each is judged again, the record of its end is made
 * durable, and its key is destroyed, in this order: a crash in between leaves messages whose end is on record, and their
 * keys are destroyed when the archive opens next. What is under a hold by then, or is kept longer, is left out and said so
 * (law L10). So is what a hold or a schedule may cover by text that was not read yet or cannot be: not knowing is no reason.
 */
@NullMarked
package io.tradepost.archive.disposition;

import org.jspecify.annotations.NullMarked;
