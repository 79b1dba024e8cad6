package io.tradepost.archive;

import java.util.List;

/**
 * A conversation.
 *
 * @param items    its messages, oldest first
 * @param complete whether all of it is there; a very long one, or one that hostile headers blow up, is cut
 */
public record MessageThread(List<ArchivedMessage> items, boolean complete) {}
