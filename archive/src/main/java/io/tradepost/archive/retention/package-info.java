/**
 * How long mail is kept at least: schedules by query, each a record of the journal. The longest that matches a message, or
 * ever matched it under any of its links, decides. A minimum can be raised and never lowered, and a schedule never ends, so
 * that nobody shortens what was promised. Mail that no schedule matches is kept for ever.
 */
@NullMarked
package io.tradepost.archive.retention;

import org.jspecify.annotations.NullMarked;
