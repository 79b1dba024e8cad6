package io.tradepost.bench.load;

import java.util.List;

/**
 * What a message is about.
 *
 * @param from    its sender
 * @param subject its subject, before the token that no other message has
 */
public record Topic(String from, String subject) {
    /** Every sender with every subject. */
    public static List<Topic> all(List<String> senders, List<String> subjects) {
        return senders.stream()
                .flatMap(sender -> subjects.stream().map(subject -> new Topic(sender, subject)))
                .toList();
    }
}
