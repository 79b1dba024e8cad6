package io.tradepost.archive.search;

import io.tradepost.archive.MessageId;

/** What a record of the journal other than a delivery or a decision on links means for an entry of the index. */
public sealed interface IndexEvent {
    /** The message that it is about. */
    MessageId message();

    /** The message was disposed of: nothing finds it, and the index's files keep no word of it. */
    record Forgotten(MessageId message) implements IndexEvent {}
}
