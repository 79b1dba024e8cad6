package io.tradepost.archive.search;

import io.tradepost.archive.MessageId;

/** What a record of the journal other than a delivery or a decision on links means for an entry of the index. */
public sealed interface IndexEvent {
    /** The message that it is about. */
    MessageId message();

    /**
     * From now on {@code field:name} finds the message.
     *
     * @param field {@code hold} or {@code tag}
     * @param name  as people write it
     */
    record Labelled(MessageId message, String field, String name) implements IndexEvent {}

    /** From now on {@code field:name} does not find the message. */
    record Unlabelled(MessageId message, String field, String name) implements IndexEvent {}

    /** The message was disposed of: nothing finds it, and the index's files keep no word of it. */
    record Forgotten(MessageId message) implements IndexEvent {}
}
